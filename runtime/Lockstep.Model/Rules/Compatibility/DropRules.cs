namespace Lockstep.Model.Rules.Compatibility;

/// <summary>Rules about what goes.</summary>
internal static class DropRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [new ColumnDropped(), new TableDropped(), new CascadeTakesMore(), new ViewDropped(), new RoutineDropped(), new SchemaDropped(), new ObjectDropped()];
}
