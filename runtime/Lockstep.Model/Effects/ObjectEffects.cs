using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Procedural;

namespace Lockstep.Model.Effects;

/// <summary>Views, routines, triggers, types, sequences, grants and other objects.</summary>
internal static class ObjectEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation) =>
        TriggerEffects.TryAdd(effects, operation) ||
        ViewEffects.TryAdd(effects, operation) ||
        SequenceEffects.TryAdd(effects, operation) ||
        TypeEffects.TryAdd(effects, operation) ||
        OwnershipEffects.TryAdd(effects, operation) ||
        PublicationEffects.TryAdd(effects, operation) ||
        TryAddOther(effects, operation);

    private static bool TryAddOther(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CreateRoutine create:
                Create(effects, create);
                break;
            case DropObject { Object.Kind: ObjectKind.Table } :
                return false;
            case DropObject drop:
                Drop(effects, drop);
                break;
            case SetExtensionDependency { Object: { Kind: ObjectKind.Index or ObjectKind.MaterializedView, Name: var name } }:
                effects.Lock(effects.NameOrAssumed(name), LockMode.AccessExclusive);
                break;
            case SetExtensionMember { Object: { Kind: var kind, Name: var name } }:
                if (IsRelation(kind)) effects.Lock(effects.NameOrAssumed(name), LockMode.ShareUpdateExclusive);
                break;
            case CreateExtension { IfNotExists: true } create when create.Name == "plpgsql" || Has(effects, ObjectKind.Extension, create.Name):
                effects.Because(0, "nothing to do: it is there already");
                break;
            case CreateExtension or UpdateExtension:
                effects.Uncertain();
                effects.Because(0, "runs a script of the extension's own");
                break;
            case RenameObject or SetObjectSchema or SetExtensionDependency or AlterRoutine or CreateEventTrigger or SetEventTriggerState or DefineObject or AlterObject:
                break;
            case SetOwner { Object.Kind: var kind } when !IsRelation(kind):
                break;
            default:
                return false;
        }

        effects.Because(0, "metadata only");
        return true;
    }

    private static bool IsRelation(ObjectKind kind) =>
        kind is ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Index or ObjectKind.Sequence;

    private static bool Has(EffectsBuilder effects, ObjectKind kind, string name) => effects.Schema.Others.Any(other => other.Kind == kind && other.Name.Name == name);

    /// <summary>A body in SQL is checked when the function is made, so what it names is locked.</summary>
    private static void Create(EffectsBuilder effects, CreateRoutine create)
    {
        if (create is { Language: not (null or "sql"), SqlBody: null }) return;
        var sql = SqlWriter.Write(create with { OrReplace = false });
        if (SqlParser.Parse(sql).Statements.FirstOrDefault() is not { } statement) return;
        var stage = create.SqlBody is null ? QueryStage.Rewritten : QueryStage.Parsed;
        foreach (var inner in EmbeddedSql.Find(statement, sql))
        {
            if (inner.Statement is ReturnStatement result) QueryEffects.AddExpression(effects, result.Value, inner.Source, stage, new());
            else QueryEffects.TryAdd(effects, inner.Statement, inner.Source, stage);
        }
    }

    private static void Drop(EffectsBuilder effects, DropObject drop)
    {
        var item = drop.Object;
        if (IsRelation(item.Kind))
        {
            if (effects.Schema.Find(item.Name) is null && drop.IfExists)
            {
                effects.Because(0, $"nothing to do: there is no {item.Name}");
                return;
            }

            effects.Lock(effects.NameOrAssumed(item.Name), LockMode.AccessExclusive);
        }

        switch (item.Kind)
        {
            case ObjectKind.Extension when Has(effects, ObjectKind.Extension, item.Name.Name) || drop.Cascade:
                effects.Uncertain();
                break;
            case ObjectKind.Server when drop.Cascade:
                foreach (var table in effects.Schema.Relations.OfType<Table>().Where(table => table.Server == item.Name.Name)) effects.Lock(table, LockMode.AccessExclusive);
                break;
        }

        Vanished.Add(effects, drop);
    }
}
