using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>What a publication publishes, by its definition and what was changed since.</summary>
/// <param name="Objects">The tables, with their whole names, and the schemas.</param>
/// <param name="AllTables">Whether it publishes all tables.</param>
internal sealed record PublishedTables(EquatableArray<PublishedObject> Objects, bool AllTables)
{
    /// <summary>What the publication publishes; null if the schema does not hold it.</summary>
    public static PublishedTables? Of(string name, DatabaseSchema schema) =>
        schema.Others.FirstOrDefault(other => other.Kind == ObjectKind.Publication && other.Name.Name == name) is { } publication ? Of(publication, schema) : null;

    /// <summary>What the publications of a schema publish.</summary>
    public static IEnumerable<PublishedTables> All(DatabaseSchema schema) =>
        schema.Others.Where(other => other.Kind == ObjectKind.Publication).Select(publication => Of(publication, schema));

    /// <summary>Whether the table is published: by name, with its schema, or with all.</summary>
    public bool Has(ObjectName table) => AllTables || Objects.Any(item => item.Schema == table.Schema || Is(item, table));

    /// <summary>The table as the publication names it; null if it does not.</summary>
    public PublishedObject? Entry(ObjectName table) => Objects.FirstOrDefault(item => Is(item, table));

    /// <summary>The same after a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="schema">The schema that it meets.</param>
    public PublishedTables After(AlterPublication change, DatabaseSchema schema)
    {
        var objects = Whole(change.Objects, schema);
        return change.Change switch
        {
            PublicationChange.Add => this with { Objects = new([.. Objects, .. objects]) },
            PublicationChange.Set => this with { Objects = objects },
            PublicationChange.Drop => this with { Objects = new(Objects.Where(item => !objects.Any(gone => gone.Table == item.Table && gone.Schema == item.Schema))) },
            _ => this,
        };
    }

    private static PublishedTables Of(OtherObject publication, DatabaseSchema schema)
    {
        var published = publication.Definition is CreatePublication create
            ? new PublishedTables(Whole(create.Objects, schema), create.AllTables)
            : new PublishedTables(default, AllTables: false);
        return publication.Changes.OfType<AlterPublication>().Aggregate(published, (all, change) => all.After(change, schema));
    }

    private static bool Is(PublishedObject item, ObjectName table) => item.Table == table.ToQualifiedName();

    private static EquatableArray<PublishedObject> Whole(EquatableArray<PublishedObject> objects, DatabaseSchema schema) =>
        new(objects.Select(item => item.Table is { } table ? item with { Table = Names.Whole(table, schema).ToQualifiedName() } : item));
}
