using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6009.</summary>
public sealed class PowerfulRole : OperationRule
{
    private static readonly string[] s_powers = ["superuser", "bypassrls", "replication", "createrole"];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6009",
        RuleCategory.Security,
        RuleSeverity.Warning,
        "A migration makes no role that may do everything",
        "Role '{0}' gets {1}, which reaches beyond this database; leave it to who runs the server",
        "SUPERUSER passes over every privilege, BYPASSRLS over every policy, REPLICATION reads all databases, CREATEROLE makes and changes other roles. A role for migrations that could " +
        "give these away has them itself, and should not.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        var (name, options) = reviewed.Operation switch
        {
            CreateRole create => (create.Name, create.Options),
            AlterObject { Object.Kind: ObjectKind.Role } alter when !IsOther(alter.Change) => (alter.Object.Name.Name, alter.Change),
            _ => (string.Empty, string.Empty),
        };
        foreach (var token in SqlLexer.Tokenize(options))
        {
            if (s_powers.FirstOrDefault(power => token.Is(options, power)) is { } power) report.Add(Info, reviewed.Origin, name, power.ToUpperInvariant());
        }
    }

    /// <summary>SET, RESET and RENAME are followed by what is no power.</summary>
    private static bool IsOther(string change)
    {
        var first = new SqlLexer(change).Next();
        return first.Is(change, "set") || first.Is(change, "reset") || first.Is(change, "rename") || first.Is(change, "in");
    }
}
