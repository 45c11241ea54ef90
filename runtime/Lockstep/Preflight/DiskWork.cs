using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Preflight;

/// <summary>What a statement needs disk for.</summary>
internal enum DiskUse
{
    /// <summary>A table is written anew with its indexes: the old files stay until the step is committed.</summary>
    Rewrite,

    /// <summary>An index is written anew, or all of a table.</summary>
    Rebuild,

    /// <summary>A new index, and the sorting of its entries.</summary>
    Index,
}

/// <summary>Something of a pending step that needs disk.</summary>
/// <param name="Relation">The table, or the index that is built anew.</param>
/// <param name="Use">What for.</param>
/// <param name="Columns">Of a new index: its columns, as far as they are plain ones.</param>
/// <param name="Version">The migration.</param>
/// <param name="Step">The step; steps are counted through all that is pending.</param>
internal sealed record DiskWork(ObjectName Relation, DiskUse Use, IReadOnlyList<string> Columns, long Version, int Step)
{
    /// <summary>What an operation needs disk for, in order.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="effects">What the server does for it.</param>
    /// <param name="resolve">Tells which relation a name stands for.</param>
    /// <param name="version">The migration.</param>
    /// <param name="step">The step.</param>
    public static IEnumerable<DiskWork> Of(Operation operation, OperationEffects effects, Func<QualifiedName, ObjectName> resolve, long version, int step)
    {
        foreach (var relation in effects.Rewrites) yield return new(relation, DiskUse.Rewrite, [], version, step);
        // Those of a table that is written anew are a part of it.
        foreach (var index in effects.Rebuilds)
        {
            if (effects.Rewrites.IsEmpty) yield return new(index, DiskUse.Rebuild, [], version, step);
        }

        foreach (var part in operation.Parts())
        {
            if (part is CreateIndex create) yield return new(resolve(create.Table), DiskUse.Index, [.. create.Elements.Select(Column)], version, step);
            // Of indexes that no migration made, only the name in the statement is known.
            else if (part is Reindex { Scope: ReindexScope.Index or ReindexScope.Table, Name: { } name } && effects.Rebuilds.IsEmpty) yield return new(resolve(name), DiskUse.Rebuild, [], version, step);
            else if (part is AddConstraint { Constraint: IndexConstraint constraint } add) yield return new(resolve(add.Table), DiskUse.Index, KeyColumns(constraint), version, step);
        }
    }

    private static IReadOnlyList<string> KeyColumns(IndexConstraint constraint) => constraint switch
    {
        PrimaryKeyConstraint key => [.. key.Columns],
        UniqueConstraint unique => [.. unique.Columns],
        ExclusionConstraint exclusion => [.. exclusion.Elements.Select(Column)],
        // It takes an index that is there.
        _ => [],
    };

    /// <summary>The column that an element begins with; of an expression its text, which no column is called.</summary>
    private static string Column(string element)
    {
        var end = element.AsSpan().IndexOf(' ');
        return (end < 0 ? element : element[..end]).Trim('"');
    }
}
