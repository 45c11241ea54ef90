using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>Views and materialized views: made and changed; and tables made of a query.</summary>
internal static class ViewEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CreateView create:
                if (create.OrReplace && effects.Schema.Find(create.View) is View known) effects.Lock(known, LockMode.AccessExclusive);
                QueryEffects.AddSql(effects, QueryEffects.Standalone(create.Query, create.View.Name, create.Recursive), QueryStage.Parsed);
                effects.Because(0, "metadata only");
                return true;
            case CreateMaterializedView create:
                Keep(effects, create.Query, create.WithNoData || (create.IfNotExists && effects.Schema.Find(create.View) is not null));
                return true;
            case CreateTableAs create:
                Keep(effects, create.Query, create.WithNoData || (create.IfNotExists && effects.Schema.Find(create.Table) is not null));
                return true;
            case TableChange change when effects.Schema.Find(change.Table) is View view:
                Alter(effects, change, view);
                return true;
            case TableChange { Relation: RelationKind.View or RelationKind.MaterializedView } change when effects.Schema.Find(change.Table) is null:
                if (effects.IsSkipped(change.IfTableExists, change.Table)) effects.Because(0, $"nothing to do: there is no {change.Table}");
                else Alter(effects, change, new View(effects.NameOrAssumed(change.Table), string.Empty) { Materialized = change.Relation == RelationKind.MaterializedView });
                return true;
            case SetOwner { Object: { Kind: ObjectKind.View or ObjectKind.MaterializedView } item } set:
                SetOwner(effects, item, set.IfExists);
                return true;
            default:
                return false;
        }
    }

    private static void Keep(EffectsBuilder effects, string query, bool isEmpty)
    {
        QueryEffects.AddSql(effects, query, isEmpty ? QueryStage.Parsed : QueryStage.Executed);
        effects.Because(0, isEmpty ? "metadata only" : "runs the query and keeps its rows");
    }

    private static void SetOwner(EffectsBuilder effects, DatabaseObject item, bool ifExists)
    {
        if (ifExists && effects.Schema.Find(item.Name) is null) return;
        var name = effects.NameOrAssumed(item.Name);
        effects.Lock(name, LockMode.AccessExclusive);
        effects.Lock(effects.Walk.IndexesOf(name), LockMode.AccessExclusive);
        effects.Because(0, "metadata only");
    }

    private static void Alter(EffectsBuilder effects, TableChange change, View view)
    {
        var mode = change switch
        {
            SetTableOptions or ResetTableOptions when view.Materialized => LockMode.ShareUpdateExclusive,
            SetClusterIndex or SetColumnStatistics or SetColumnOptions or ResetColumnOptions => LockMode.ShareUpdateExclusive,
            _ => LockMode.AccessExclusive,
        };
        effects.Lock(view, mode);
        switch (change)
        {
            case SetClusterIndex { Index: { } index } when effects.Schema.Relations.Find(new(view.Name.Schema, index)) is { } known:
                effects.Lock(known, mode);
                break;
            case SetTableTablespace set when (view.Tablespace ?? "pg_default") != set.Tablespace:
                effects.NewFile(view);
                effects.Because(3, "the view's file is copied; whoever reads it waits");
                break;
            case SetTableAccessMethod:
                effects.Rewrite(view);
                effects.Because(3, "writes the view and its indexes anew; whoever reads it waits");
                break;
        }

        effects.Because(0, "metadata only");
    }
}
