namespace Lockstep.Model.Schema;

/// <content>Views, which other views may need.</content>
internal sealed partial class SchemaTransition
{
    private HashSet<ObjectName>? _remade;

    /// <summary>The relation that is there before, to be changed; null if there is none or it is made anew.</summary>
    private Relation? Old(Relation relation) => IsRemade(relation.Name) || _from.Relations.Find(relation.Name) is not { } old || old.GetType() != relation.GetType() ? null : old;

    /// <summary>Whether a view is dropped and made again.</summary>
    private bool IsRemade(ObjectName name) => (_remade ??= Remade()).Contains(name);

    /// <summary>The views that can't be changed in place, and those that need them.</summary>
    private HashSet<ObjectName> Remade()
    {
        var remade = new HashSet<ObjectName>(Pairs<View>()
            .Where(pair => pair is { From: not null, To: not null } && !SameView(pair.From, pair.To) && !CanReplace(pair.From, pair.To))
            .Select(pair => pair.To!.Name));
        // A view over a column whose type changes, or that is gone for a while, is in the way.
        foreach (var (old, table) in Pairs<Table>())
        {
            if (old is null || table is null || !table.Columns.Any(column => old.Column(column.Name) is { } known && (known.Type != column.Type || (known.GeneratedAs is null && column.GeneratedAs is not null)))) continue;
            remade.UnionWith(_from.Relations.OfType<View>().Where(view => view.Uses.Contains(old.Name) && _to.Relations.Find(view.Name) is View && UsesChanged(view, old, table)).Select(view => view.Name));
        }

        while (true)
        {
            var more = _from.Relations.OfType<View>().Where(view => !remade.Contains(view.Name) && _to.Relations.Find(view.Name) is View && view.Uses.Any(remade.Contains)).Select(view => view.Name).ToList();
            if (more.Count == 0) return remade;
            remade.UnionWith(more);
        }
    }

    private bool UsesChanged(View view, Table old, Table table) => table.Columns.Any(column => old.Column(column.Name) is { } known && known.Type != column.Type &&
        new Forms.ReferenceFinder(_from, column.Name, reference => reference.Kind == Forms.ReferenceKind.Column && reference.Target == old.Name && reference.Part == column.Name).IsIn(view));

    /// <summary>The views that go, those before that need others.</summary>
    private IEnumerable<View> ViewsToRemove() => InOrder(_from.Relations.OfType<View>().Where(view => IsRemade(view.Name) || _to.Relations.Find(view.Name) is not View).ToList()).Reverse();

    private bool SameView(View old, View view)
    {
        if (old == view) return true;
        var (left, right) = _pair.Normal(old, view);
        var (one, other) = ((View)left, (View)right);
        return one.Query == other.Query && one.CheckOption == other.CheckOption && one.Materialized == other.Materialized &&
            one.Columns.Select(column => (column.Name, column.Type)).SequenceEqual(other.Columns.Select(column => (column.Name, column.Type)));
    }

    /// <summary>Whether a view may show the other one's columns in its place: its own come first.</summary>
    private static bool CanReplace(View old, View view) =>
        !old.Materialized && !view.Materialized && !old.Columns.IsEmpty && old.Columns.Count <= view.Columns.Count &&
        old.Columns.Select((column, at) => column.Name == view.Columns[at].Name && column.Type == view.Columns[at].Type).All(same => same);
}
