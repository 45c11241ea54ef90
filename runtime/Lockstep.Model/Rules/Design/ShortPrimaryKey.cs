using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5021.</summary>
public sealed class ShortPrimaryKey : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5021",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A primary key that is one number is a bigint",
        "The primary key '{0}.{1}' is {2} and ends at {3}; make it bigint",
        "When the numbers are used up, every INSERT fails, and making the column bigint then rewrites the table and all that refer to it. Eight bytes a row are cheaper.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var (made, table) in MadeTables.Of(review))
        {
            if (table.Constraints.Select(constraint => constraint.Definition).OfType<PrimaryKeyConstraint>().FirstOrDefault() is not { Columns: [var name] }) continue;
            var (words, end) = table.Column(name)?.Type switch
            {
                "int2" => ("smallint", "32767"),
                "int4" => ("integer", "2147483647"),
                _ => (null, string.Empty),
            };
            if (words is not null) report.Add(Info, made.Origin, table.Name.ToString(), name, words, end);
        }
    }
}
