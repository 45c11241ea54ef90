using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>Tables: made, changed, moved, emptied, dropped; schemas, composite types and comments.</summary>
internal static class TableEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case TableChange:
            case SetOwner { Object.Kind: ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence }:
                AlterTableEffects.Add(effects, EquatableArray.Of(operation));
                break;
            case MoveTablespace move:
                Move(effects, move);
                break;
            case CreateTable create:
                CreateTableEffects.Add(effects, create);
                break;
            case DropTable or DropObject { Object.Kind: ObjectKind.Schema or ObjectKind.ForeignTable }:
                DropTableEffects.Add(effects, operation);
                break;
            case CreateSchema create:
                effects.Because(0, "metadata only");
                AddElements(effects, create);
                break;
            case RenameObject { Object.Kind: ObjectKind.Schema }:
                effects.Because(0, "metadata only");
                break;
            case Truncate truncate:
                TruncateEffects.Add(effects, truncate);
                break;
            case LockTables locks:
                LockTableEffects.Add(effects, locks);
                break;
            case FieldChange change:
                CompositeTypeEffects.Add(effects, change);
                break;
            case SetComment comment:
                Describe(effects, comment.Object);
                break;
            case SetSecurityLabel label:
                Describe(effects, label.Object);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>What the statement makes in the new schema is made there, and names are looked for there first.</summary>
    private static void AddElements(EffectsBuilder effects, CreateSchema create)
    {
        if (create.Elements.IsEmpty || (create.Name ?? create.Owner) is not { } name) return;
        effects.Done(create with { Elements = default });
        effects.Done(new SetSetting("search_path", string.Join(", ", effects.Schema.SearchPath.Prepend(name).Select(Sql.SqlIdentifier.Quote))));
        foreach (var element in create.Elements) StatementEffects.AddPart(effects, element);
    }

    /// <summary>A comment on a relation keeps other changes of it away; on a part of a table it only keeps the table.</summary>
    private static void Describe(EffectsBuilder effects, DatabaseObject described)
    {
        effects.Because(0, "metadata only; blocks neither reads nor writes");
        switch (described.Kind)
        {
            case ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Index or ObjectKind.Sequence:
                effects.Lock(effects.NameOrAssumed(described.Name), LockMode.ShareUpdateExclusive);
                break;
            case ObjectKind.Column when described.Of is { } relation:
                effects.Lock(effects.NameOrAssumed(relation), LockMode.ShareUpdateExclusive);
                break;
            case ObjectKind.TableConstraint or ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy when described.Of is { } relation:
                effects.Lock(effects.NameOrAssumed(relation), LockMode.AccessShare);
                break;
        }
    }

    private static void Move(EffectsBuilder effects, MoveTablespace move)
    {
        if (move.From == move.To)
        {
            effects.Because(0, "nothing to do: they are there already");
            return;
        }

        // Which relations the database holds there is known only as far as the schema does.
        effects.Uncertain();
        foreach (var relation in effects.Schema.Relations.Where(relation => AlterTableRun.IsIn(relation, move.From) && Is(relation, move.Relation)))
        {
            if (!move.OwnedBy.IsEmpty && (relation.Owner is not { } owner || !move.OwnedBy.Contains(owner))) continue;
            effects.Lock(relation, LockMode.AccessExclusive);
            AlterTableRun.Move(effects, relation, move.To);
        }
    }

    private static bool Is(Schema.Relation relation, RelationKind kind) => kind switch
    {
        RelationKind.Index => relation is Schema.TableIndex,
        RelationKind.MaterializedView => relation is Schema.View { Materialized: true },
        _ => relation is Schema.Table { Server: null },
    };
}
