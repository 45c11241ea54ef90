namespace Lockstep.Model.Rules.Compatibility;

/// <summary>Rules about what gets another name.</summary>
internal static class RenameRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [new ColumnRenamed(), new TableRenamed(), new SchemaRenamed(), new EnumValueRenamed(), new ObjectRenamed(), new ColumnsSwapped()];
}
