using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>Publications and subscriptions. Tables that are named are locked, those of a whole schema or database are not.</summary>
internal static class PublicationEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CreatePublication create:
                Lock(effects, create.Objects);
                break;
            case AlterPublication alter:
                Lock(effects, alter.Objects);
                if (alter.Change == PublicationChange.Set) LockPublished(effects, alter.Name);
                break;
            case CreateSubscription or AlterSubscription:
                break;
            default:
                return false;
        }

        effects.Because(0, "metadata only; reads and writes go on");
        return true;
    }

    private static void Lock(EffectsBuilder effects, EquatableArray<PublishedObject> objects)
    {
        foreach (var item in objects)
        {
            if (item.Table is not { } name) continue;
            var table = effects.TableOrAssumed(name);
            // A partitioned table stands for its partitions whether they are named or not; other children are taken one by one.
            var isAlone = item.Only || table.PartitionBy is not null;
            effects.Lock(isAlone ? [table] : effects.Walk.WithDescendants(table), LockMode.ShareUpdateExclusive);
        }
    }

    /// <summary>The tables that the publication has so far.</summary>
    private static void LockPublished(EffectsBuilder effects, string publication)
    {
        if (effects.Schema.Others.FirstOrDefault(other => other.Kind == ObjectKind.Publication && other.Name.Name == publication) is not { Definition: CreatePublication create } known)
        {
            effects.Uncertain();
            return;
        }

        var published = create.Objects.ToList();
        foreach (var change in known.Changes.OfType<AlterPublication>())
        {
            if (change.Change == PublicationChange.Set) published.Clear();
            if (change.Change is PublicationChange.Add or PublicationChange.Set) published.AddRange(change.Objects);
            if (change.Change == PublicationChange.Drop) published.RemoveAll(item => change.Objects.Any(gone => gone.Table == item.Table && gone.Schema == item.Schema));
        }

        Lock(effects, new(published));
    }
}
