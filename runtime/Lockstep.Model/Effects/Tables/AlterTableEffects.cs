using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>ALTER TABLE with one action or several, which PostgreSQL does in passes.</summary>
internal static class AlterTableEffects
{
    /// <summary>Whether the operations are the actions of one ALTER TABLE.</summary>
    public static bool IsOne(EquatableArray<Operation> actions) => actions.Count > 1 && actions.All(action => action is TableChange or SetOwner);

    /// <summary>Actions that the model keeps as text. The only one that is known, SET WITHOUT OIDS, has done nothing since PostgreSQL 12.</summary>
    public static bool TryAddText(EffectsBuilder effects, string sql)
    {
        if (SqlParser.Parse(sql).Statements.ToList() is not [AlterTableStatement alter]) return false;
        if (alter.Commands.Any(command => command.Action != "DropOids")) effects.Uncertain();
        effects.Lock(effects.NameOrAssumed(new(alter.Relation.Name.Qualifier, alter.Relation.Name.Name)), LockMode.AccessExclusive);
        effects.Because(0, "nothing changes, but everything waits behind it");
        return true;
    }

    public static void Add(EffectsBuilder effects, EquatableArray<Operation> actions)
    {
        var (name, isOptional) = Target(actions[0]);
        if (effects.IsSkipped(isOptional, name))
        {
            effects.Uncertain();
            effects.Because(0, $"nothing if there is no {name}, and the schema has none");
            return;
        }

        var relation = effects.Schema.Find(name) ?? effects.TableOrAssumed(name);
        var level = actions.Max(action => AlterTableLocks.Of(action));
        effects.Lock(relation, level);
        var run = new AlterTableRun(effects, relation, level);
        foreach (var action in actions.OrderBy(Pass))
        {
            run.Do(action);
            effects.Done(action);
        }

        run.Finish();
    }

    private static (QualifiedName Name, bool IsOptional) Target(Operation action) => action switch
    {
        TableChange change => (change.Table, change.IfTableExists),
        SetOwner set => (set.Object.Name, set.IfExists),
        _ => throw new InvalidOperationException("No action of ALTER TABLE: " + action.GetType().Name),
    };

    /// <summary>When PostgreSQL does it, whatever the order that is written.</summary>
    private static int Pass(Operation action) => action switch
    {
        DropColumn or DropConstraint or DropNotNull => 0,
        AlterColumnType => 1,
        AddColumn => 2,
        SetExpression => 3,
        AddConstraint { Constraint: CheckConstraint or NotNullConstraint } => 4,
        SetNotNull or AddIdentity or AlterIdentity => 5,
        AddConstraint { Constraint: IndexConstraint } => 6,
        AddConstraint or SetColumnDefault => 7,
        _ => 8,
    };
}
