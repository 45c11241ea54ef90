using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5011.</summary>
public sealed class ForeignKeyTypeDiffers : OperationRule
{
    /// <summary>Pairs that hold the same values, or that one index compares at no cost: nothing to worry about.</summary>
    private static readonly HashSet<(string Own, string Referenced)> s_asGood =
    [
        ("text", "varchar"), ("varchar", "text"), ("int8", "int4"), ("int8", "int2"), ("int4", "int2"), ("cidr", "inet"), ("varbit", "bit"),
    ];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5011",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A foreign key's column has the type of the one that it refers to",
        "Column '{0}.{1}' is {2}, but refers to '{3}.{4}', which is {5}: {6}; give it the type {5}",
        "Where the types differ, some values of the referenced column can't be referred to at all (int4 for an int8 that has grown), or each comparison " +
        "converts one side, which keeps indexes from being used.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ReferringColumnForms.Of(reviewed, review);

    /// <summary>Whether a column had better have the type of the one that it refers to.</summary>
    internal static bool Differ(string own, string referenced, DatabaseSchema schema)
    {
        var (type, other) = (ForeignKeyOfOtherType.Bare(own, schema), ForeignKeyOfOtherType.Bare(referenced, schema));
        return type != other && !s_asGood.Contains((type, other)) && ForeignKeyOfOtherType.MayReferTo(type, other) is true;
    }

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        foreach (var (table, _, key) in NewConstraints.ForeignKeys(reviewed))
        {
            foreach (var (own, referenced, target) in ForeignKeyOfOtherType.Pairs(table, key, reviewed.After))
            {
                var (type, other) = (ForeignKeyOfOtherType.Bare(own.Type, reviewed.After), ForeignKeyOfOtherType.Bare(referenced.Type, reviewed.After));
                if (!Differ(own.Type, referenced.Type, reviewed.After)) continue;
                report.Add(Info, reviewed.Origin, table.Name.ToString(), own.Name, own.Type, target.Name.ToString(), referenced.Name, referenced.Type, Harm(type, other));
            }
        }
    }

    private static string Harm(string type, string referenced) => (type, referenced) switch
    {
        ("int2" or "int4", "int4" or "int8") => "values beyond its range can't be referred to",
        ("timestamp" or "timestamptz" or "date", _) => "they are compared through the session's time zone or cut to days",
        _ => "each comparison converts one side, and joins may not use an index",
    };
}
