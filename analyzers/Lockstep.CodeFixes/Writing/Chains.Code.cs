using System.Globalization;
using Lockstep.Model;
using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using static Lockstep.CodeFixes.Writing.CSharpText;

namespace Lockstep.CodeFixes.Writing;

/// <content>Routines, triggers, rules and policies; privileges; rows; maintenance and settings.</content>
internal static partial class Chains
{
    private static VerbChain? OfCode(Operation operation) => operation switch
    {
        CreateRoutine create => OfRoutine(create),
        AlterRoutine { Routine: { Kind: ObjectKind.Function or ObjectKind.Procedure } item } alter => Altered(item).Call("SetOptions", alter.Options),
        CreateTrigger create => OfTrigger(create),
        CreateEventTrigger create => new VerbChain("Create").Call(
            "EventTrigger",
            create.Tags.IsEmpty ? [create.Name, create.Event, Authored(create.Function)] : [create.Name, create.Event, Authored(create.Function), create.Tags]),
        CreateRule create => new VerbChain("Create").Call("Rule", create.Name).Call("On" + Word(create.Event), Authored(create.Table))
            .If(create.OrReplace, "OrReplace").If(create.Where is not null, "Where", create.Where)
            .Call(create.Instead ? "DoInstead" : "DoAlso", new Rest(create.Actions)),
        CreatePolicy create => Policy(
            new VerbChain("Create").Call("Policy", create.Name).Call("On", Authored(create.Table)).If(create.Restrictive, "Restrictive")
                .If(create.Command != "ALL", "For" + Word(create.Command)),
            create.Roles,
            create.Using,
            create.WithCheck),
        AlterPolicy alter => Policy(
            new VerbChain("Alter").Call("Policy", alter.Name).Call("On", Authored(alter.Table)), alter.Roles, alter.Using, alter.WithCheck),
        _ => null,
    };

    private static string Word(string keyword) =>
        keyword.Length == 0 ? keyword : keyword.Substring(0, 1).ToUpperInvariant() + keyword.Substring(1).ToLowerInvariant();

    private static VerbChain Policy(VerbChain chain, EquatableArray<string> roles, string? visible, string? check) => chain
        .If(!roles.IsEmpty, "To", new Rest([.. roles.Select(RoleOf)])).If(visible is not null, "Using", visible).If(check is not null, "WithCheck", check);

    private static VerbChain? OfRoutine(CreateRoutine create)
    {
        if (create.LinkSymbol is not null) return null;
        var chain = new VerbChain("Create").Call(create.Procedure ? "Procedure" : "Function", Authored(create.Routine)).If(create.OrReplace, "OrReplace");
        foreach (var parameter in create.Parameters)
        {
            if (parameter.Name is not { } name) return null;
            var type = TypeVerb.Of(parameter.Type);
            var verb = parameter.Mode switch
            {
                ParameterMode.In => "Parameter",
                ParameterMode.Table => "ReturnsTable",
                _ => parameter.Mode + "Parameter",
            };
            chain.Call(verb, parameter.Default is { } value ? [name, type, value] : [name, type]);
        }

        if (create.Returns == "trigger") chain.Call("ReturnsTrigger");
        else if (create.Returns is { } returns && returns.StartsWith(TypeVerb.SetOf, StringComparison.Ordinal)) chain.Call("ReturnsSetOf", TypeVerb.Of(returns.Substring(TypeVerb.SetOf.Length)));
        else if (create.Returns is { } single) chain.Call("Returns", TypeVerb.Of(single));
        chain.If(create.Language is not null, "Language", create.Language);
        foreach (var option in create.Options) RoutineOption(chain, option);
        if (create.Body is { } body) chain.Call("Body", Unframed(body));
        return chain.If(create.SqlBody is not null, "SqlBody", create.SqlBody);
    }

    /// <summary>The verb puts a line break around code of several lines.</summary>
    private static string Unframed(string body)
    {
        if (body.Length < 2 || body[0] != '\n' || body[body.Length - 1] != '\n') return body;
        var inner = body.Substring(1, body.Length - 2);
        return inner.IndexOf('\n') >= 0 ? inner : body;
    }

    private static void RoutineOption(VerbChain chain, string option)
    {
        var space = option.IndexOf(' ');
        var (first, rest) = space < 0 ? (option, string.Empty) : (option.Substring(0, space), option.Substring(space + 1));
        switch (first)
        {
            case "IMMUTABLE" or "STABLE" or "VOLATILE" or "STRICT" or "LEAKPROOF":
                chain.Call(Word(first));
                break;
            case "SECURITY":
                chain.Call("SecurityDefiner");
                break;
            case "PARALLEL":
                chain.Call("Parallel", rest);
                break;
            case "COST" or "ROWS" when int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                chain.Call(Word(first), number);
                break;
            case "SET" when rest.IndexOf(" TO ", StringComparison.Ordinal) is var to && to > 0:
                chain.Call("Set", rest.Substring(0, to), rest.Substring(to + 4));
                break;
        }
    }

    private static VerbChain OfTrigger(CreateTrigger create)
    {
        var chain = new VerbChain("Create").Call(create.Constraint ? "ConstraintTrigger" : "Trigger", create.Name).Call("On", Authored(create.Table))
            .If(create.OrReplace, "OrReplace").If(!create.Constraint, create.Timing.ToString());
        const string columns = "UPDATE OF ";
        foreach (var item in create.Events)
        {
            if (item.StartsWith(columns, StringComparison.Ordinal)) chain.Call("Update", new Rest([.. Parts(item.Substring(columns.Length)).Select(AuthoredColumn)]));
            else chain.Call(Word(item));
        }

        chain.If(create.OldTable is not null, "OldTable", create.OldTable).If(create.NewTable is not null, "NewTable", create.NewTable)
            .If(create.ForEachRow && !create.Constraint, "ForEachRow");
        if (create.From is { } from) chain.Call("From", Authored(from));
        if (create.Deferrable) chain.Call("Deferrable", create.InitiallyDeferred ? [new Named("initiallyDeferred", true)] : []);
        return chain.If(create.When is not null, "When", create.When).Call("Execute", Authored(create.Function), new Rest(create.Arguments));
    }

    private static string AuthoredColumn(string sql) => QualifiedName.Parse(sql).Name;

    private static VerbChain? OfRights(Operation operation) => operation switch
    {
        GrantPrivileges { GrantedBy: null } grant => On(new VerbChain("Grant").Call("Privileges", string.Join(", ", grant.Privileges)), grant.Target)
            ?.Call("To", Roles(grant.Grantees)).If(grant.WithGrantOption, "WithGrantOption"),
        RevokePrivileges { GrantedBy: null } revoke => On(new VerbChain("Revoke").Call("Privileges", string.Join(", ", revoke.Privileges)), revoke.Target)
            ?.Call("From", Roles(revoke.Grantees)).If(revoke.GrantOptionOnly, "GrantOptionOnly").If(revoke.Cascade, "Cascade"),
        AlterDefaultPrivileges alter => OfDefaults(alter),
        GrantRoles { Roles: [var role], GrantedBy: null } grant => new VerbChain("Grant").Call("Role", RoleOf(role)).Call("To", Roles(grant.Grantees))
            .If(!grant.Options.IsEmpty, "WithAdminOption"),
        RevokeRoles { Roles: [var role], GrantedBy: null } revoke => new VerbChain("Revoke").Call("Role", RoleOf(role)).Call("From", Roles(revoke.Grantees))
            .If(revoke.OptionOnly == "ADMIN", "AdminOptionOnly").If(revoke.Cascade, "Cascade"),
        CreateRole { User: false } create => OfRole(create),
        DropOwned { Roles: [var role] } drop => new VerbChain("Drop").Call("OwnedBy", Cascading(drop.Cascade, RoleOf(role))),
        _ => null,
    };

    private static Rest Roles(EquatableArray<string> roles) => new([.. roles.Select(RoleOf)]);

    private static VerbChain? On(VerbChain chain, GrantTarget target)
    {
        var (kind, names) = (target.Kind, target.Names);
        if (target.AllInSchemas)
        {
            return kind is "TABLES" or "SEQUENCES" or "FUNCTIONS" ? chain.Call("OnAll" + Word(kind) + "InSchema", new Rest([.. names.Select(AuthoredColumn)])) : null;
        }

        return kind switch
        {
            "TABLE" or "SEQUENCE" => chain.Call("On" + Word(kind), new Rest([.. names.Select(AuthoredOf)])),
            "SCHEMA" => chain.Call("OnSchema", new Rest([.. names.Select(AuthoredColumn)])),
            "DATABASE" when names.Count == 1 => chain.Call("OnDatabase", AuthoredColumn(names[0])),
            "TYPE" when names.Count == 1 => chain.Call("OnType", AuthoredOf(names[0])),
            "FUNCTION" or "PROCEDURE" when names.Count == 1 => names[0].IndexOf('(') is var open && open < 0
                ? chain.Call("On" + Word(kind), AuthoredOf(names[0]))
                : chain.Call("On" + Word(kind), AuthoredOf(names[0].Substring(0, open)), names[0].Substring(open + 1).TrimEnd(')')),
            _ => null,
        };
    }

    private static VerbChain? OfDefaults(AlterDefaultPrivileges alter)
    {
        var chain = new VerbChain("Alter").Call("DefaultPrivileges").If(!alter.Roles.IsEmpty, "ForRoles", Roles(alter.Roles))
            .If(!alter.Schemas.IsEmpty, "InSchemas", new Rest(alter.Schemas)).EndHead();
        return alter.Change switch
        {
            GrantPrivileges { Grantees: [var to] } grant =>
                chain.Call("Grant", string.Join(", ", grant.Privileges), new Named("on", grant.Target.Kind), new Named("to", RoleOf(to))),
            RevokePrivileges { Grantees: [var from] } revoke =>
                chain.Call("Revoke", string.Join(", ", revoke.Privileges), new Named("on", revoke.Target.Kind), new Named("from", RoleOf(from))),
            _ => null,
        };
    }

    private static VerbChain OfRole(CreateRole create)
    {
        var chain = new VerbChain("Create").Call("Role", RoleOf(create.Name));
        foreach (var option in create.Options.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var verb = option switch
            {
                "LOGIN" => "Login",
                "NOINHERIT" => "NoInherit",
                "CREATEDB" => "CreateDatabases",
                "CREATEROLE" => "CreateRoles",
                "REPLICATION" => "Replication",
                "BYPASSRLS" => "BypassRowLevelSecurity",
                _ => null,
            };
            if (verb is not null) chain.Call(verb);
        }

        return chain;
    }

    private static VerbChain? OfRows(Operation operation) => operation switch
    {
        DataStatement { Backfill: { } settings } data => OfBackfill(data) is { } chain ? Settings(chain, settings) : null,
        UpdateRows { Columns: [var column] } update => OfUpdate(update, column),
        DeleteRows delete => AfterStart(delete.Sql, "DELETE FROM " + delete.Table.ToSql()) is { } rest
            ? Where(new VerbChain("Delete").Call("From", Authored(delete.Table)), rest)
            : null,
        Truncate truncate => (truncate.Tables is [var only]
                ? new VerbChain("Truncate").Call("Table", Authored(only))
                : new VerbChain("Truncate").Call("Tables", truncate.Tables.Select(Authored).ToList()))
            .If(truncate.RestartIdentity, "RestartIdentity").If(truncate.Cascade, "Cascade"),
        Analyze { Targets: [var target] } => new VerbChain("Analyze").Call("Table", target.Columns.IsEmpty ? [Authored(target.Table)] : [Authored(target.Table), target.Columns]),
        Vacuum { Targets: [var target] } vacuum => vacuum.Options.Aggregate(
            new VerbChain("Vacuum").Call("Table", Authored(target.Table)),
            (chain, option) => option is { Name: "full" or "freeze" or "analyze", Value: null } ? chain.Call(Word(option.Name)) : chain.Call("Option", option.Name, option.Value)),
        Reindex { Scope: ReindexScope.Index or ReindexScope.Table or ReindexScope.Schema, Name: { } name } reindex =>
            new VerbChain("Reindex").Call(reindex.Scope.ToString(), Authored(name)).If(reindex.Concurrently, "Concurrently"),
        Cluster { Table: { } table } cluster => new VerbChain("Cluster").Call("Table", cluster.Index is { } index ? [Authored(table), index] : [Authored(table)]),
        RefreshView refresh => new VerbChain("Refresh").Call("MaterializedView", Authored(refresh.View))
            .If(refresh.Concurrently, "Concurrently").If(refresh.WithNoData, "WithNoData"),
        LockTables { Tables: [var table] } locks => OfLock(locks, table),
        _ => null,
    };

    private static VerbChain? OfBackfill(DataStatement data)
    {
        switch (data)
        {
            case DeleteRows delete when AfterStart(delete.Sql, "DELETE FROM " + delete.Table.ToSql()) is { Length: > 0 } rest:
                var deletes = new VerbChain("Backfill").Call("Delete", Authored(delete.Table));
                if (AfterStart(rest, " USING ") is not { } others) return Where(deletes, rest);
                return WhereOf(others) is > 0 and var condition ? Where(deletes.Call("Using", others.Substring(0, condition).TrimEnd()), " " + others.Substring(condition)) : null;
            case UpdateRows update when AfterStart(update.Sql, "UPDATE " + update.Table.ToSql() + " SET ") is { } rest:
                var where = WhereOf(rest);
                var set = where < 0 ? rest : rest.Substring(0, where).TrimEnd();
                var from = FromOf(set);
                var chain = new VerbChain("Backfill").Call("Table", Authored(update.Table)).Call("Set", from < 0 ? set : set.Substring(0, from).TrimEnd());
                if (from >= 0) chain.Call("From", set.Substring(from + "FROM ".Length).TrimStart());
                return Where(chain, where < 0 ? string.Empty : " " + rest.Substring(where));
            default:
                return null;
        }
    }

    private static VerbChain Settings(VerbChain chain, BackfillSettings settings)
    {
        if (settings.BatchSize is { } rows) chain.Call("BatchSize", rows);
        if (settings.Target is { } target) chain.Call("Target", target);
        if (settings.Workers != 1) chain.Call("Workers", settings.Workers);
        if (!settings.Key.IsEmpty) chain.Call("Key", new Rest([.. settings.Key]));
        if (settings.MaxReplicaLag is { } lag) chain.Call("MaxReplicaLag", lag);
        if (settings.MaxSessions is { } sessions) chain.Call("MaxSessions", sessions);
        return chain.If(settings.Gently, "Gently").If(settings.Alongside, "Alongside");
    }

    private static VerbChain? OfUpdate(UpdateRows update, string column)
    {
        var chain = new VerbChain("Update").Call("Table", Authored(update.Table));
        if (AfterStart(update.Sql, "UPDATE " + update.Table.ToSql() + " SET " + SqlIdentifier.Quote(column) + " = ") is not { } rest) return null;
        var where = WhereOf(rest);
        return Where(chain.Call("SetSql", column, where < 0 ? rest : rest.Substring(0, where).TrimEnd()), where < 0 ? string.Empty : " " + rest.Substring(where));
    }

    private static VerbChain? Where(VerbChain chain, string rest)
    {
        const string where = " WHERE ";
        return rest.Length == 0 ? chain.Call("AllRows")
            : rest.StartsWith(where, StringComparison.Ordinal) ? chain.Call("Where", rest.Substring(where.Length))
            : null;
    }

    private static string? AfterStart(string sql, string start) => sql.StartsWith(start, StringComparison.Ordinal) ? sql.Substring(start.Length) : null;

    /// <summary>Where the condition begins, outside all parentheses; -1 if there is none.</summary>
    private static int WhereOf(string sql) => Words(sql, "where").DefaultIfEmpty(-1).First();

    /// <summary>Where the other tables of an UPDATE begin; -1 if there are none. IS DISTINCT FROM is a part of what is set.</summary>
    private static int FromOf(string set) =>
        Words(set, "from").Where(at => SqlParser.Parse("UPDATE t SET " + set.Substring(0, at)).Statements.FirstOrDefault() is UpdateStatement).DefaultIfEmpty(-1).First();

    /// <summary>Where a word stands outside all parentheses.</summary>
    private static IEnumerable<int> Words(string sql, string word)
    {
        var lexer = new SqlLexer(sql, 0, sql.Length);
        var depth = 0;
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            var text = token.Text(sql);
            if (text is "(" or ")") depth += text == "(" ? 1 : -1;
            if (depth == 0 && token.Kind == SqlTokenKind.Identifier && token.Is(sql, word)) yield return token.Start;
        }
    }

    private static VerbChain? OfLock(LockTables locks, QualifiedName table)
    {
        foreach (LockMode mode in Enum.GetValues(typeof(LockMode)))
        {
            if (mode.Words() != locks.Mode) continue;
            List<object?> arguments = [Authored(table)];
            if (mode != LockMode.AccessExclusive) arguments.Add(mode);
            if (locks.NoWait) arguments.Add(new Named("noWait", true));
            return new VerbChain("Lock").Call("Table", [.. arguments]);
        }

        return null;
    }

    private static VerbChain? OfSettings(Operation operation) => operation switch
    {
        SetSetting { Local: true } set => OfSetting(set),
        SetConstraints set => new VerbChain("Set").Call(
            set.Deferred ? "ConstraintsDeferred" : "ConstraintsImmediate", set.Constraints.IsEmpty ? [] : [set.Constraints.Select(AuthoredOf).ToList()]),
        _ => null,
    };

    private static VerbChain OfSetting(SetSetting set)
    {
        var chain = new VerbChain("Set");
        switch (set.Name)
        {
            case "lock_timeout" or "statement_timeout" when Time(set.Value) is { } time:
                return chain.Call(set.Name == "lock_timeout" ? "LockTimeout" : "StatementTimeout", time);
            case "maintenance_work_mem" when TextOf(set.Value) is { } memory:
                return chain.Call("MaintenanceWorkMemory", memory);
            case "search_path":
                return chain.Call("SearchPath", Parts(set.Value).Select(AuthoredColumn).ToList());
            case "role":
                return chain.Call("Role", AuthoredColumn(set.Value));
            default:
                return chain.Call("Setting", set.Name, set.Value);
        }
    }

    private static TimeSpan? Time(string sql) =>
        TextOf(sql) is { } text && text.EndsWith("ms", StringComparison.Ordinal) &&
        long.TryParse(text.Substring(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
