using System.Globalization;
using Lockstep.Model.Rules.Design;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Style;

/// <summary>LS5051.</summary>
public sealed class ColumnOrder : Rule
{
    /// <summary>Less is not worth an order that reads worse.</summary>
    private const int WorthIt = 8;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5051",
        RuleCategory.Design,
        RuleSeverity.Info,
        "Columns stand in an order that wastes no space",
        "Each row of '{0}' has {1} bytes of padding, {2} of them for the order of its columns; put the columns of eight bytes first, then those of four, two and one",
        "PostgreSQL puts a value of eight bytes at a multiple of eight, and leaves the bytes before it empty. With many rows that is space on disk and in memory.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var (made, table) in MadeTables.Of(review))
        {
            // Behind a value of any length nobody knows where the next one begins.
            var sizes = table.Columns.Select(Size).TakeWhile(size => size > 0).ToList();
            var (now, best) = (Padding(sizes), Padding(sizes.OrderByDescending(size => size)));
            if (now - best >= WorthIt) report.Add(Info, made.Origin, table.Name.ToString(), Text(now), Text(now - best));
        }
    }

    /// <summary>How long a type's values are, which is also what they are aligned to; 0 if that differs, or is not known.</summary>
    private static int Size(Column column) => column.Type switch
    {
        "int8" or "float8" or "timestamp" or "timestamptz" or "time" or "money" => 8,
        "int4" or "float4" or "date" or "oid" => 4,
        "int2" => 2,
        "bool" => 1,
        _ => 0,
    };

    private static int Padding(IEnumerable<int> sizes)
    {
        var (end, padding) = (0, 0);
        foreach (var size in sizes)
        {
            var gap = (size - (end % size)) % size;
            padding += gap;
            end += gap + size;
        }

        return padding;
    }

    private static string Text(int bytes) => bytes.ToString(CultureInfo.InvariantCulture);
}
