using System.Text.RegularExpressions;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>Tables that become partitions without being read under a strong lock.</summary>
internal static class PartitionForms
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A validated check that says what the bounds say, before ATTACH; it is not needed afterwards.</summary>
    public static SafeForm? Attached(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not AttachPartition { Incomplete: false } attach || reviewed.Table(attach.Table) is not { PartitionBy: { } by } || reviewed.Table(attach.Partition) is not { } child) return null;
        if (reviewed.Statement.TransactionState is TransactionState.Block or TransactionState.Single || Condition(by, attach.Bounds, child) is not { } condition) return null;
        var name = FormNames.Choose(attach.Partition, null, "bounds", reviewed.Before);
        return new(
            "Prove with a check that its rows are within the bounds, then attach it",
            EquatableArray.Of<Operation>(
                new AddConstraint(attach.Partition, new CheckConstraint(name, condition) { NotValid = true }),
                new ValidateConstraint(attach.Partition, name) { StartsStep = true },
                attach with { StartsStep = true, Origin = Origin.None },
                new DropConstraint(attach.Partition, name)));
    }

    /// <summary>What the bounds say, of a table that is partitioned by one column; null for others.</summary>
    private static string? Condition(string partitionBy, string bounds, Table child)
    {
        var key = Regex.Match(partitionBy, @"^\s*(?<how>RANGE|LIST)\s*\(\s*(?<column>""[^""]+""|\w+)\s*\)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patience);
        if (!key.Success) return null;
        var column = key.Groups["column"].Value;
        if (child.Column(SqlParserName(column)) is null) return null;
        var isNotNull = column + " IS NOT NULL";
        if (key.Groups["how"].Value.Equals("LIST", StringComparison.OrdinalIgnoreCase))
        {
            var list = Regex.Match(bounds, @"^\s*FOR\s+VALUES\s+IN\s*\((?<values>.*)\)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant, Patience);
            return list.Success && list.Groups["values"].Value.IndexOf("NULL", StringComparison.OrdinalIgnoreCase) < 0 ? $"{isNotNull} AND {column} IN ({list.Groups["values"].Value})" : null;
        }

        var range = Regex.Match(bounds, @"^\s*FOR\s+VALUES\s+FROM\s*\((?<from>[^(),]*)\)\s*TO\s*\((?<to>[^(),]*)\)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patience);
        if (!range.Success) return null;
        var parts = new List<string> { isNotNull };
        if (!Is(range.Groups["from"].Value, "MINVALUE")) parts.Add(column + " >= " + range.Groups["from"].Value.Trim());
        if (!Is(range.Groups["to"].Value, "MAXVALUE")) parts.Add(column + " < " + range.Groups["to"].Value.Trim());
        return string.Join(" AND ", parts);
    }

    private static bool Is(string value, string word) => value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string SqlParserName(string written) => written[0] == '"' ? written.Trim('"') : SqlIdentifier.Fold(written);
}
