using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <summary>What refers to a relation by its name: its indexes and the parts of an index, the sequences of its columns, views, tables that inherit from it, and those with foreign keys to it.</summary>
/// <remarks>With it, a drop in a schema of thousands of relations looks at a few of them.</remarks>
/// <param name="Name">The relation, which the schema need not hold.</param>
/// <param name="By">What refers to it, in the order of the names; it may refer to itself.</param>
internal sealed record RelationUsers(ObjectName Name, EquatableArray<ObjectName> By) : SchemaObject(Name)
{
    /// <summary>The users of all relations; null for none.</summary>
    /// <param name="objects">The objects, of which some may be relations.</param>
    public static ObjectCollection<RelationUsers>? Of(IEnumerable<SchemaObject> objects)
    {
        var users = new Dictionary<ObjectName, SortedSet<ObjectName>>();
        foreach (var item in objects)
        {
            foreach (var used in UsedBy(item))
            {
                if (!users.TryGetValue(used, out var by)) users.Add(used, by = []);
                by.Add(item.Name);
            }
        }

        return users.Count == 0 ? null : ObjectCollection<RelationUsers>.Of(users.Select(static pair => new RelationUsers(pair.Key, new(pair.Value))));
    }

    /// <summary>The users after an object was changed, made or dropped.</summary>
    /// <param name="before">What it was; null if it was not there.</param>
    /// <param name="after">What it is; null if it is there no longer.</param>
    /// <param name="users">The users before; null for none.</param>
    public static ObjectCollection<RelationUsers>? After(SchemaObject? before, SchemaObject? after, ObjectCollection<RelationUsers>? users)
    {
        if (UsesTheSame(before, after)) return users;
        var (was, now) = (before is null ? [] : UsedBy(before), after is null ? [] : UsedBy(after));
        foreach (var used in was)
        {
            if (!now.Contains(used)) users = Without(users!, used, before!.Name);
        }

        foreach (var used in now)
        {
            if (!was.Contains(used)) users = With(users, used, after!.Name);
        }

        return users;
    }

    /// <summary>Most changes of a table leave alone what it refers to.</summary>
    private static bool UsesTheSame(SchemaObject? before, SchemaObject? after) => (before, after) switch
    {
        (Table was, Table now) => was.Constraints.IsSame(now.Constraints) && was.Inherits.IsSame(now.Inherits),
        (View was, View now) => was.Uses.IsSame(now.Uses),
        _ => false,
    };

    /// <summary>What an object refers to, each once.</summary>
    private static IReadOnlyList<ObjectName> UsedBy(SchemaObject item) => item switch
    {
        TableIndex { Parent: { } parent } index when parent != index.Table => [index.Table, parent],
        TableIndex index => [index.Table],
        Sequence { OwnerTable: { } owner } => [owner],
        View view => [.. view.Uses.Distinct()],
        Table table => [.. table.Constraints.Select(constraint => constraint.Definition).OfType<ForeignKeyConstraint>()
            .Select(key => new ObjectName(key.Target.Table.Schema ?? string.Empty, key.Target.Table.Name)).Concat(table.Inherits).Distinct()],
        _ => [],
    };

    private static ObjectCollection<RelationUsers> With(ObjectCollection<RelationUsers>? users, ObjectName used, ObjectName by)
    {
        users ??= ObjectCollection<RelationUsers>.Empty;
        return users.With(new(used, users.Find(used) is { } known ? new(known.By.Append(by).OrderBy(static name => name)) : EquatableArray.Of(by)));
    }

    private static ObjectCollection<RelationUsers> Without(ObjectCollection<RelationUsers> users, ObjectName used, ObjectName by)
    {
        var left = users.Find(used)!.By.Where(name => name != by).ToArray();
        return left.Length == 0 ? users.Without(used) : users.With(new(used, new(left)));
    }
}
