using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3022.</summary>
public sealed class ColumnsSwapped : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3022",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "No two columns change places while application versions use their names",
        "Columns '{1}' and '{2}' of '{0}' change places: application versions that are running go on without an error, and take the values of each for those of the other; " +
        "give what is meant now a name of its own, and drop the old ones when nobody says them any more",
        "A name that is gone makes running versions fail, which is seen at once. A name that means another column does not: they show, and write, wrong values. That happens " +
        "when a view shows its table's columns under each other's names, or when two columns get each other's names by way of a third.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        var renames = review.Up.SelectMany(statement => statement.Operations).Where(reviewed => reviewed.Operation is RenameColumn).ToList();
        foreach (var table in renames.GroupBy(reviewed => reviewed.NameOf(((RenameColumn)reviewed.Operation).Table)))
        {
            if (review.Before.Relations.Find(table.Key) is not Table before || review.AfterUp.Relations.Find(table.Key) is not Table) continue;
            var last = table.Last();
            if (Swapped(Renamed(before, table.Select(reviewed => (RenameColumn)reviewed.Operation))) is var (one, other)) report.Add(Info, last.Origin, ((RenameColumn)last.Operation).Table.ToString(), one, other);
        }

        // A view of columns with other names may say each by its old one.
        if (renames.Count > 0) return;
        foreach (var view in review.Up.SelectMany(statement => statement.Operations).Where(reviewed => reviewed.Operation is CreateView).GroupBy(reviewed => reviewed.NameOf(((CreateView)reviewed.Operation).View)))
        {
            if (review.Before.Relations.Find(view.Key) is not View before || review.AfterUp.Relations.Find(view.Key) is not View after || Shown(before) is not { } old || Shown(after) is not { } now || old.From != now.From) continue;
            var last = view.Last();
            // What shows under a name now, by the name that it had.
            var names = old.Columns.GroupBy(column => column.Source, StringComparer.Ordinal).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.Single().Name, StringComparer.Ordinal);
            var moved = now.Columns.Where(column => names.ContainsKey(column.Source)).Select(column => (names[column.Source], column.Name)).ToList();
            if (Swapped(moved) is var (one, other)) report.Add(Info, last.Origin, ((CreateView)last.Operation).View.ToString(), one, other);
        }
    }

    /// <summary>Two columns of which each has the name that the other had; null if there are none.</summary>
    private static (string One, string Other)? Swapped(IReadOnlyList<(string Before, string After)> names)
    {
        foreach (var (before, after) in names)
        {
            if (before != after && names.Contains((after, before))) return (before, after);
        }

        return null;
    }

    /// <summary>The names that the columns of a table had before, and have now.</summary>
    private static List<(string Before, string After)> Renamed(Table table, IEnumerable<RenameColumn> renames)
    {
        var names = table.Columns.Select(column => (Before: column.Name, After: column.Name)).ToList();
        foreach (var rename in renames)
        {
            var at = names.FindIndex(name => name.After == rename.Column);
            if (at >= 0) names[at] = (names[at].Before, rename.NewName);
        }

        return names;
    }

    /// <summary>The plain columns that a view shows, and where it has them from; null of a query that is more than one SELECT.</summary>
    private static (string From, List<(string Name, string Source)> Columns)? Shown(View view)
    {
        if (SqlParser.Parse(view.Query).Statements.FirstOrDefault() is not SelectStatement { With: null, Body: SelectBody { GroupBy.Count: 0 } body }) return null;
        var columns = new List<(string, string)>();
        for (var at = 0; at < body.Targets.Count; at++)
        {
            if (body.Targets[at].Value is not ColumnExpression { IsStar: false, Name: { } name }) continue;
            var shown = at < view.ColumnNames.Count ? view.ColumnNames[at] : body.Targets[at].Label?.Value ?? name.Name;
            columns.Add((shown, body.From.Count == 1 && body.From[0] is RelationSource ? name.Name : name.Qualifier + "." + name.Name));
        }

        return (string.Join(", ", body.From.Select(source => Spaced(source.TextIn(view.Query)))), columns);
    }

    private static string Spaced(string text) => string.Join(" ", SqlLexer.Tokenize(text).Select(token => SqlIdentifier.Fold(token.Text(text))));
}
