using Lockstep.Model.Operations;
using Lockstep.Model.Operations.Lowering;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Procedural;

namespace Lockstep.Model.Effects;

/// <summary>Functions that run: those that are called, and those of triggers. Code in SQL and PL/pgSQL is looked into.</summary>
internal sealed class CalledCode
{
    /// <summary>Those that run a query that they are given as text.</summary>
    private static readonly HashSet<string> s_queryFunctions = ["query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "cursor_to_xml", "table_to_xml", "ts_stat", "ts_rewrite"];

    private readonly HashSet<ObjectName> _running = [];

    /// <summary>Whether the trigger fires on the change.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="change">INSERT, UPDATE or DELETE.</param>
    /// <param name="columns">The columns that an UPDATE sets; null if they do not matter.</param>
    public static bool IsFor(CreateTrigger trigger, string change, ICollection<string>? columns) => trigger.Events.Any(on =>
        string.Equals(on, change, StringComparison.OrdinalIgnoreCase) ||
        (on.StartsWith(change + " OF ", StringComparison.OrdinalIgnoreCase) && (columns is null || ExpressionText.Names(on.Substring(change.Length + 4)).Any(name => columns.Contains(name.Name)))));

    /// <summary>What a call does.</summary>
    public void Call(EffectsBuilder effects, FunctionCallExpression call)
    {
        var name = new QualifiedName(call.Name.Qualifier, call.Name.Name);
        if (name.Schema is null or "pg_catalog" && name.Name is "nextval" or "setval" or "currval" && call.Arguments.Count > 0)
        {
            if (SequenceOf(effects, call.Arguments[0].Value) is { } sequence) effects.Lock(effects.NameOrAssumed(sequence), LockMode.RowExclusive);
            else effects.Uncertain();
            return;
        }

        if (s_queryFunctions.Contains(name.Name)) effects.Uncertain();
        foreach (var routine in UserFunctions.Find(effects.Schema, name, call.Arguments.Count).ToList()) Run(effects, routine);
    }

    /// <summary>The triggers of a relation, and of those that inherit from it.</summary>
    public void Fire(EffectsBuilder effects, RowRelation relation, string change, ICollection<string>? columns)
    {
        foreach (var part in relation is Table table ? effects.Walk.WithDescendants(table) : (IReadOnlyList<RowRelation>)[relation])
        {
            foreach (var trigger in part.Triggers.Where(trigger => trigger.State is FiringState.Enabled or FiringState.Always && IsFor(trigger.Definition, change, columns)))
            {
                if (part.Name != relation.Name && (trigger.Inherited || !trigger.Definition.ForEachRow)) continue;
                foreach (var routine in UserFunctions.Find(effects.Schema, trigger.Definition.Function, 0).ToList()) Run(effects, routine);
            }
        }
    }

    /// <summary>What a routine's code does.</summary>
    public void Run(EffectsBuilder effects, Routine routine)
    {
        if (!_running.Add(routine.Name)) return;
        if (routine.Definition is CreateRoutine create)
        {
            // What stands behind IF, and what expressions ask for, nobody can tell.
            if (create.Language is not (null or "sql" or "internal")) effects.Uncertain();
            var sql = SqlWriter.Write(create with { OrReplace = false });
            if (SqlParser.Parse(sql).Statements.FirstOrDefault() is { } statement)
            {
                foreach (var inner in EmbeddedSql.Find(statement, sql)) Run(effects, inner.Statement, inner.Source);
            }
        }

        _running.Remove(routine.Name);
    }

    private void Run(EffectsBuilder effects, SqlStatement statement, string text)
    {
        if (statement is ReturnStatement result)
        {
            QueryEffects.AddExpression(effects, result.Value, text, QueryStage.Executed, this);
            return;
        }

        if (QueryEffects.TryAdd(effects, statement, text, QueryStage.Executed, this)) return;
        foreach (var operation in new AstLowering(text).Lower(statement)) StatementEffects.Add(effects, operation);
    }

    /// <summary>The sequence that an argument names; null if that is known only when it runs.</summary>
    private static QualifiedName? SequenceOf(EffectsBuilder effects, SqlExpression argument)
    {
        if (argument is CastExpression { Value: FunctionCallExpression inner }) argument = inner;
        if (argument is not FunctionCallExpression { Name.Name: "pg_get_serial_sequence", Arguments: [{ Value: var table }, { Value: ConstantExpression column }] }) return SequenceUse.Named(argument);
        return SequenceUse.Named(table) is { } name && effects.Schema.FindTable(name) is { } owner
            ? effects.Walk.SequencesOf(owner.Name).FirstOrDefault(sequence => sequence.OwnerColumn == column.Value)?.Name.ToQualifiedName()
            : null;
    }
}
