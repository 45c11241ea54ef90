using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules;

/// <summary>How bad a finding is unless the user's configuration says otherwise.</summary>
public enum RuleSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably wrong.</summary>
    Warning,

    /// <summary>Stops the build.</summary>
    Error,
}

/// <summary>What is the same for all findings of a rule.</summary>
/// <param name="Id">Such as <c>LS2001</c>. Never used again for anything else.</param>
/// <param name="Category">The id range's name; see <see cref="RuleCategory"/>.</param>
/// <param name="Severity">Its default severity.</param>
/// <param name="Title">The rule as a short statement.</param>
/// <param name="Message">What is wrong in one place and what to do, with <c>{0}</c> for names.</param>
/// <param name="Description">Why, in a few sentences.</param>
public sealed record RuleInfo(string Id, string Category, RuleSeverity Severity, string Title, string Message, string Description)
{
    /// <summary>Whether it speaks without being asked for. Matters of taste and of a team's own policy do not.</summary>
    public bool OnByDefault { get; init; } = true;

    /// <summary>The page about the rule.</summary>
    public string HelpLink => "https://github.com/lockstep-pg/lockstep/blob/main/docs/rules/" + Id + ".md";
}

/// <summary>The ranges of rule ids.</summary>
public static class RuleCategory
{
    /// <summary>LS1xxx: Down, naming, order, documentation.</summary>
    public const string Authoring = "Lockstep.Authoring";

    /// <summary>LS2xxx: locks and downtime.</summary>
    public const string Locks = "Lockstep.Locks";

    /// <summary>LS3xxx: data loss, and compatibility with running application versions.</summary>
    public const string Compatibility = "Lockstep.Compatibility";

    /// <summary>LS4xxx: transactions and execution.</summary>
    public const string Transactions = "Lockstep.Transactions";

    /// <summary>LS5xxx: SQL and schema design.</summary>
    public const string Design = "Lockstep.Design";

    /// <summary>LS6xxx: security.</summary>
    public const string Security = "Lockstep.Security";

    /// <summary>LS9xxx: the toolkit's own.</summary>
    public const string Toolkit = "Lockstep.Toolkit";
}

/// <summary>
/// A pure function from a migration, in the light of what came before it, to findings, with what people read about it. One file a rule; it never
/// knows which door a migration came through, nor whether it runs in the compiler, the build or the terminal. It must not keep state: one
/// instance judges many migrations at once.
/// </summary>
public abstract class Rule
{
    /// <summary>Id, severity and texts.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>Reports what is wrong with the migration.</summary>
    public abstract void Check(MigrationReview review, Report report);

    /// <summary>What to write in the place of an operation that the rule has reported; null if there is no mechanical way.</summary>
    public virtual SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => null;
}

/// <summary>A rule that looks at one operation at a time, in Up and in Down, and at what the code of called functions does.</summary>
public abstract class OperationRule : Rule
{
    /// <inheritdoc />
    public sealed override void Check(MigrationReview review, Report report)
    {
        foreach (var reviewed in review.Performed) Check(reviewed, review, report);
    }

    /// <summary>Reports what is wrong with an operation.</summary>
    protected abstract void Check(ReviewedOperation reviewed, MigrationReview review, Report report);
}
