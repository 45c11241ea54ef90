using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>
/// Objects that are held as the statements that made them, as they compare: one text with all that later statements changed. Of operator classes and
/// families, languages, transforms, conversions, and parsers, templates and dictionaries of text search only that they are there is compared: what they
/// are made of is functions in C, which no migration writes.
/// </summary>
internal static class OtherForms
{
    public static OtherObject Of(OtherObject other, FormContext context) =>
        other with { Changes = default, Definition = new DefineObject(new(other.Kind, new(null, other.Name.Name)), Form(other, context)) };

    /// <summary>Whether the server holds objects of the kind for all its databases: they are not a database's schema.</summary>
    public static bool IsOfServer(ObjectKind kind) => kind is ObjectKind.Role or ObjectKind.Database or ObjectKind.Tablespace or ObjectKind.Parameter;

    private static string Form(OtherObject other, FormContext context) => other.Definition switch
    {
        CreateStatistics statistics => Statistics(statistics, other.Changes, context.Schema),
        CreateEventTrigger trigger => trigger.Event + " " + RoutineForms.Resolve(context.Schema, trigger.Function).ToSql() + " [" + string.Join(",", trigger.Tags.OrderBy(tag => tag, StringComparer.Ordinal)) + "] " +
            (other.Changes.OfType<SetEventTriggerState>().LastOrDefault()?.State ?? FiringState.Enabled),
        // Which version, and where, the server's files and the run decide unless the migration says it.
        CreateExtension => string.Empty,
        CreatePublication publication => PublicationForms.Of(publication, other.Changes, context.Schema),
        CreateSubscription subscription => string.Join(",", subscription.Publications.OrderBy(name => name, StringComparer.Ordinal)) + (IsEnabled(subscription, other.Changes) ? " on" : " off"),
        CreateRole => string.Empty,
        DefineObject define => Defined(other, define, context),
        _ => other.Definition.ToString(),
    };

    private static string Statistics(CreateStatistics statistics, EquatableArray<Operation> changes, DatabaseSchema schema)
    {
        var table = schema.Find(statistics.Table)?.Name.ToQualifiedName() ?? statistics.Table;
        var all = statistics.Kinds.Count is 0 or 3 ? string.Empty : string.Join(",", statistics.Kinds.OrderBy(kind => kind, StringComparer.Ordinal));
        return table.ToSql() + "(" + string.Join(",", statistics.Elements.OrderBy(element => element, StringComparer.Ordinal)) + ") " + all + " " + changes.OfType<SetStatisticsTarget>().LastOrDefault()?.Target;
    }

    /// <summary>Whether a subscription was made without something.</summary>
    public static bool IsOff(CreateSubscription subscription, string option) =>
        subscription.Options.Any(given => given.Name == option && given.Value?.Trim('\'').ToLowerInvariant() is "false" or "off" or "0" or "no");

    private static bool IsEnabled(CreateSubscription subscription, EquatableArray<Operation> changes)
    {
        var last = changes.OfType<AlterSubscription>().LastOrDefault(change => change.Change.StartsWith("ENABLE", StringComparison.OrdinalIgnoreCase) || change.Change.StartsWith("DISABLE", StringComparison.OrdinalIgnoreCase));
        return last is not null ? last.Change.StartsWith("ENABLE", StringComparison.OrdinalIgnoreCase) : !IsOff(subscription, "connect") && !IsOff(subscription, "enabled");
    }

    private static string Defined(OtherObject other, DefineObject define, FormContext context)
    {
        switch (other.Kind)
        {
            case ObjectKind.Operator or ObjectKind.Aggregate:
                return DefinitionForms.OfOptions(define, context.Schema);
            case ObjectKind.Collation:
                return Collation(DefinitionForms.Read(define, context.Schema));
            case ObjectKind.TextSearchConfiguration:
                return TextSearchForms.Of(define, other.Changes, context.Schema);
            case ObjectKind.Server or ObjectKind.ForeignDataWrapper or ObjectKind.UserMapping:
                return ForeignForms.Of(other, context.Schema);
            case ObjectKind.Cast:
                return Cast(define, context);
            case ObjectKind.AccessMethod:
                return SqlParser.Parse(SqlWriter.Write(define)).Pieces is [{ Statement: CreateAccessMethodStatement method }]
                    ? (method.IsIndex ? "index " : "table ") + RoutineForms.Resolve(context.Schema, new(method.Handler.Qualifier, method.Handler.Name)).ToSql()
                    : Expressions.Raw(define.Definition);
            default:
                return string.Empty;
        }
    }

    /// <summary>Whether a cast calls the function.</summary>
    public static bool Casts(OtherObject cast, Routine routine, DatabaseSchema schema)
    {
        if (cast.Definition is not DefineObject define) return false;
        var sql = SqlWriter.Write(define);
        if (sql.IndexOf(routine.Name.Name, StringComparison.OrdinalIgnoreCase) < 0 || SqlParser.Parse(sql).Pieces is not [{ Statement: CreateCastStatement { Function: { Name: { } name } function } }]) return false;
        var types = function.Types is null ? null : string.Join(", ", function.Types.Select(type => SqlType.Of(type, sql, schema.Names.FindType).Name));
        return name.Name == routine.Name.Name && (types is null || types == routine.Name.Signature) &&
            (name.Qualifier is { } place ? place == routine.Name.Schema : schema.SearchPath.Contains(routine.Name.Schema));
    }

    private static string Cast(DefineObject define, FormContext context)
    {
        if (SqlParser.Parse(SqlWriter.Write(define)).Pieces is not [{ Statement: CreateCastStatement cast }]) return Expressions.Raw(define.Definition);
        var how = cast.IsInOut ? "inout" : cast.Function?.Name is { } function ? RoutineForms.Resolve(context.Schema, new(function.Qualifier, function.Name)).ToSql() : "binary";
        return how + " " + cast.Context;
    }

    private static string Collation(SortedDictionary<string, string> options)
    {
        string? Get(string name) => options.TryGetValue(name, out var value) ? value : null;
        // A copy of one of the system's own is what the system made that.
        if (Get("from") is { } source) return source is "C" or "POSIX" ? $"libc  {source} {source} true" : Literals.Any.ToString();
        var provider = Get("provider")?.ToLowerInvariant() ?? "libc";
        var locale = Get("locale");
        return provider == "libc"
            ? $"libc  {Get("lc_collate") ?? locale} {Get("lc_ctype") ?? locale} {Get("deterministic") ?? "true"}"
            : $"{provider} {locale ?? Get("lc_collate")}   {Get("deterministic") ?? "true"}";
    }
}
