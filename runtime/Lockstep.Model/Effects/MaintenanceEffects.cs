using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>VACUUM, ANALYZE, REINDEX, CLUSTER, REFRESH, and extended statistics.</summary>
internal static class MaintenanceEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case Vacuum vacuum:
                VacuumEffects.Add(effects, vacuum);
                return true;
            case Analyze analyze:
                VacuumEffects.Add(effects, analyze);
                return true;
            case Reindex reindex:
                ReindexEffects.Add(effects, reindex);
                return true;
            case Cluster cluster:
                ClusterEffects.Add(effects, cluster);
                return true;
            case RefreshView refresh:
                Refresh(effects, refresh);
                return true;
            case CreateStatistics create:
                effects.Lock(effects.NameOrAssumed(create.Table), LockMode.ShareUpdateExclusive);
                effects.Because(0, "metadata only: the next ANALYZE gathers them");
                return true;
            case DropObject { Object.Kind: ObjectKind.Statistics } drop:
                DropStatistics(effects, drop);
                return true;
            case SetStatisticsTarget or Checkpoint:
                effects.Because(0, "locks no relation");
                return true;
            default:
                return false;
        }
    }

    private static void DropStatistics(EffectsBuilder effects, DropObject drop)
    {
        if (StatisticsOf(effects, drop.Object.Name) is { } statistics) effects.Lock(effects.NameOrAssumed(statistics.Table), LockMode.ShareUpdateExclusive);
        else if (!drop.IfExists) effects.Uncertain();
        effects.Because(0, "metadata only");
    }

    private static CreateStatistics? StatisticsOf(EffectsBuilder effects, Sql.QualifiedName name) =>
        effects.Schema.Others.FirstOrDefault(other => other.Kind == ObjectKind.Statistics && name.Matches(other.Name.ToQualifiedName()))?.Definition as CreateStatistics;

    private static void Refresh(EffectsBuilder effects, RefreshView refresh)
    {
        var view = effects.Schema.Find(refresh.View) as View;
        if (view is null)
        {
            effects.Lock(effects.NameOrAssumed(refresh.View), refresh.Concurrently ? LockMode.Exclusive : LockMode.AccessExclusive);
        }
        else if (refresh.Concurrently)
        {
            effects.Lock(view, LockMode.Exclusive);
            effects.Lock(effects.Walk.IndexesOf(view.Name), LockMode.RowExclusive);
            effects.Scan(view);
            QueryEffects.AddView(effects, view, QueryStage.Executed);
        }
        else
        {
            effects.Lock(view, LockMode.AccessExclusive);
            effects.Renew(view);
            if (!refresh.WithNoData)
            {
                if (effects.Walk.IndexesOf(view.Name).Any()) effects.Scan(view);
                QueryEffects.AddView(effects, view, QueryStage.Executed);
            }
        }

        effects.Because(3, (refresh.Concurrently, refresh.WithNoData) switch
        {
            (true, _) => "runs the view's query and compares it with the rows that are there; reads go on meanwhile",
            (_, true) => "empties the view; whoever reads it waits, and then gets an error until it is refreshed",
            _ => "runs the view's query and writes all rows anew; reads wait until it is done",
        });
    }
}
