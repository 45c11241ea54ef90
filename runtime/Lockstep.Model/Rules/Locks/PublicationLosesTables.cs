using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2096.</summary>
public sealed class PublicationLosesTables : OperationRule
{
    private static readonly string[] s_actions = ["insert", "update", "delete"];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2096",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A publication goes on publishing what it published",
        "Publication '{0}' {1}: subscribers miss the changes from then on, and nothing tells them; stop the subscriptions first, and copy the tables again if they come back",
        "What is not published is not kept for later. A subscriber that gets the table back without a new copy of it has a gap that no error shows.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || Problem(reviewed) is not ({ } name, { } what) || IsMadeHere(name, review)) return;
        report.Add(Info, reviewed.Origin, name, what);
    }

    private static (string? Name, string? What) Problem(ReviewedOperation reviewed) => reviewed.Operation switch
    {
        DropObject { Object: { Kind: ObjectKind.Publication } item } => (item.Name.Name, "is dropped"),
        AlterPublication { Change: PublicationChange.Drop } alter => (alter.Name, "loses " + Names(alter.Objects)),
        AlterPublication { Change: PublicationChange.Set } alter => (alter.Name, Lost(reviewed, alter)),
        AlterPublication { Change: PublicationChange.SetOptions } alter => (alter.Name, Unpublished(alter)),
        _ => (null, null),
    };

    private static string? Lost(ReviewedOperation reviewed, AlterPublication alter)
    {
        if (PublishedTables.Of(alter.Name, reviewed.Before) is not { } published) return "is set to " + Names(alter.Objects) + ", and loses what else it had";
        var now = published.After(alter, reviewed.Before).Objects;
        var lost = published.Objects.Where(item => !now.Any(other => other.Table == item.Table && other.Schema == item.Schema)).ToList();
        return lost.Count == 0 ? null : "loses " + Names(lost);
    }

    private static string? Unpublished(AlterPublication alter)
    {
        if (alter.Options.FirstOrDefault(option => option.Name == "publish")?.Value is not { } value) return null;
        var published = value.Trim('\'').Split(',').Select(action => action.Trim().ToLowerInvariant()).ToList();
        var missing = s_actions.Where(action => !published.Contains(action)).ToList();
        return missing.Count == 0 ? null : "no longer publishes " + string.Join(" and ", missing.Select(action => action.ToUpperInvariant()));
    }

    private static bool IsMadeHere(string name, MigrationReview review) =>
        review.Up.SelectMany(statement => statement.Operations).Any(other => other.Operation is CreatePublication create && create.Name == name);

    private static string Names(IEnumerable<PublishedObject> objects) =>
        string.Join(", ", objects.Select(item => item.Table is { } table ? "'" + new ObjectName(table.Schema ?? string.Empty, table.Name) + "'" : $"the tables of schema '{item.Schema}'"));
}
