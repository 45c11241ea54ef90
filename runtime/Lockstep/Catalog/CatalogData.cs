namespace Lockstep.Catalog;

/// <summary>The rows of a catalog, as they came.</summary>
internal sealed class CatalogData
{
    public int Version { get; init; }

    /// <summary>The role that looked, as SQL.</summary>
    public string Role { get; set; } = "";

    public string[] SearchPath { get; set; } = [];

    public List<NamespaceRow> Namespaces { get; } = [];

    public List<ClassRow> Classes { get; } = [];

    public List<AttributeRow> Attributes { get; } = [];

    public List<IndexRow> Indexes { get; } = [];

    public List<ConstraintRow> Constraints { get; } = [];

    public List<SequenceRow> Sequences { get; } = [];

    public List<TriggerRow> Triggers { get; } = [];

    public List<RuleRow> Rules { get; } = [];

    public List<PolicyRow> Policies { get; } = [];

    public List<TypeRow> Types { get; } = [];

    public List<RoutineRow> Routines { get; } = [];

    public List<CommentRow> Comments { get; } = [];

    public List<DropsWithRow> DropsWith { get; } = [];

    public List<GrantRow> Grants { get; } = [];

    public List<DefaultPrivilegeRow> DefaultPrivileges { get; } = [];

    public List<OtherRow> Others { get; } = [];
}
