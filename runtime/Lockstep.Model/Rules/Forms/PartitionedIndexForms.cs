using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>
/// An index of a partitioned table, which can't be built concurrently as a whole: made for the table alone, where there is nothing to build, then concurrently for
/// each partition, and put together. It is valid once the last part is in its place.
/// </summary>
internal static class PartitionedIndexForms
{
    /// <summary>The form; null if a part of the index is not known.</summary>
    /// <param name="create">The index as it was to be.</param>
    /// <param name="table">The partitioned table.</param>
    /// <param name="reviewed">The operation.</param>
    /// <param name="review">The migration.</param>
    public static SafeForm? Of(CreateIndex create, Table table, ReviewedOperation reviewed, MigrationReview review)
    {
        if (create.Only || !review.History.IsLegible || SaysTable(create, table)) return null;
        var named = create with { Name = FormNames.Of(create, reviewed.Before), Origin = Origin.None };
        var (after, problems) = reviewed.Before.Apply(named);
        var root = new ObjectName(table.Name.Schema, named.Name);
        if (problems.Any(problem => !problem.IsNote) || after.Relations.Find(root) is not TableIndex { Invalid: false } whole) return null;
        var steps = new List<Operation> { named with { Only = true } };
        return Parts(named, whole, reviewed.Before, after, steps) && steps.Count > 1
            ? new("Create it concurrently for each partition", new(steps))
            : null;
    }

    /// <summary>Makes the parts of an index that is there for its table alone, those of each level before it is put together; false if one is not known.</summary>
    private static bool Parts(CreateIndex create, TableIndex whole, DatabaseSchema before, DatabaseSchema after, List<Operation> steps)
    {
        var attached = new List<Operation>();
        foreach (var partition in new SchemaWalk(before).ChildrenOf(whole.Table))
        {
            var part = after.IndexesOf(partition.Name).FirstOrDefault(index => index.Parent == whole.Name);
            if (part is null || partition.Server is not null) return false;
            // One of the partition's own that is alike becomes the part.
            if (before.Relations.Find(part.Name) is null)
            {
                var own = create with { Name = part.Name.Name, Table = Named(partition.Name, create.Table) };
                steps.Add(partition.PartitionBy is null ? own with { Concurrently = true } : own with { Only = true });
                if (partition.PartitionBy is not null && !Parts(own, part, before, after, steps)) return false;
            }

            attached.Add(new AttachIndexPartition(Named(whole.Name, create.Table), Named(part.Name, create.Table)) { Relation = RelationKind.Index });
        }

        steps.AddRange(attached);
        return true;
    }

    /// <summary>With its schema only if the author says that, or if it is another one.</summary>
    private static QualifiedName Named(ObjectName name, QualifiedName like) => like.Schema is null && name.Schema == "public" ? new(null, name.Name) : name.ToQualifiedName();

    /// <summary>Whether an expression names the table, which a partition's could not.</summary>
    private static bool SaysTable(CreateIndex create, Table table) =>
        create.Elements.Append(create.Where ?? string.Empty).Any(text => text.IndexOf('.') >= 0 && ExpressionText.Uses(text, table.Name.Name));
}
