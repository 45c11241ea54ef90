namespace Lockstep.Model.Schema;

/// <summary>A name that constraints of tables have.</summary>
/// <param name="Name">It, with the tables' schema.</param>
/// <param name="Count">How many have it: one of each table may.</param>
internal sealed record ConstraintName(ObjectName Name, int Count) : SchemaObject(Name)
{
    /// <summary>The names of all constraints; null for none.</summary>
    /// <param name="objects">The objects, of which some may be tables.</param>
    public static ObjectCollection<ConstraintName>? Of(IEnumerable<SchemaObject> objects)
    {
        var all = objects.OfType<Table>().SelectMany(table => NamesOf(table).Select(name => new ObjectName(table.Name.Schema, name))).GroupBy(static name => name)
            .Select(static same => new ConstraintName(same.Key, same.Count())).ToList();
        return all.Count == 0 ? null : ObjectCollection<ConstraintName>.Of(all);
    }

    /// <summary>The names after an object was changed, made or dropped.</summary>
    /// <param name="before">What it was; null if it was not there.</param>
    /// <param name="after">What it is; null if it is there no longer.</param>
    /// <param name="names">The names before; null for none.</param>
    public static ObjectCollection<ConstraintName>? After(SchemaObject? before, SchemaObject? after, ObjectCollection<ConstraintName>? names)
    {
        var (was, now) = (before as Table, after as Table);
        if (was is null && now is null) return names;
        if (was is not null && now is not null && was.Constraints.IsSame(now.Constraints) && was.Columns.IsSame(now.Columns)) return names;
        var gone = was is null ? [] : NamesOf(was).ToList();
        foreach (var name in now is null ? [] : NamesOf(now))
        {
            if (!gone.Remove(name)) names = Added(names, new(now!.Name.Schema, name), 1);
        }

        foreach (var name in gone) names = Added(names, new(was!.Name.Schema, name), -1);
        return names;
    }

    private static ObjectCollection<ConstraintName> Added(ObjectCollection<ConstraintName>? names, ObjectName name, int count)
    {
        names ??= ObjectCollection<ConstraintName>.Empty;
        var sum = (names.Find(name)?.Count ?? 0) + count;
        return sum == 0 ? names.Without(name) : names.With(new(name, sum));
    }

    private static IEnumerable<string> NamesOf(Table table)
    {
        foreach (var constraint in table.Constraints) yield return constraint.Name;
        foreach (var column in table.Columns)
        {
            if (column.NotNullConstraint is { } refused) yield return refused.Name;
        }
    }
}
