using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Forms;

/// <summary>
/// A change of many rows in batches, each committed on its own: a backfill where Lockstep runs the migration, which notes how far it is. Elsewhere a block that goes
/// through the table by its primary key: that can be cut off and started again from the top, so it is offered only where doing a row twice does it no harm.
/// </summary>
internal static class BatchForms
{
    private const int Rows = 1000;
    private const string Title = "Do it in batches, each committed on its own";

    /// <summary>An UPDATE or DELETE that is too much for one transaction.</summary>
    public static SafeForm? Of(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not (UpdateRows or DeleteRows) || reviewed.Operation is not DataStatement { Incomplete: false, Backfill: null } data) return null;
        if (SqlParser.Parse(data.Sql).Statements.FirstOrDefault() is not { } statement) return null;
        return review.Script.Runner == ScriptRunner.Lockstep ? Backfill(data, statement, reviewed) : Block(data, statement, reviewed);
    }

    /// <summary>Fills a column of all rows in batches; null if the table has no key by which to go through it.</summary>
    internal static Operation? Fill(QualifiedName table, DatabaseSchema schema, string set, string where, MigrationReview review) =>
        schema.FindTable(table) is { } known && UniqueKeys.Primary(known) is { } key ? Fill(table, key, set, where, review) : null;

    /// <summary>Fills a column of all rows in batches.</summary>
    internal static Operation Fill(QualifiedName table, EquatableArray<string> key, string set, string where, MigrationReview review) => review.Script.Runner == ScriptRunner.Lockstep
        ? (DataStatement)SqlReader.Read($"UPDATE {table.ToSql()} SET {set} WHERE {where}")[0].Meaning[0] with { Backfill = BackfillSettings.Default, Origin = Origin.None }
        : Block(table, key, string.Empty, $"UPDATE {table.ToSql()} SET {set} WHERE ({where}) AND ");

    /// <summary>The author's own statement, done as a backfill by the primary key, or by another key if that is set.</summary>
    private static SafeForm? Backfill(DataStatement data, SqlStatement statement, ReviewedOperation reviewed)
    {
        var (relation, set) = statement switch
        {
            UpdateStatement { With: null, Returning.Count: 0, Where: not CurrentOfExpression } update => (update.Relation, update.Assignments.SelectMany(Assigned).ToList()),
            DeleteStatement { With: null, Returning.Count: 0, Where: not CurrentOfExpression } delete => (delete.Relation, []),
            _ => default,
        };
        if (relation is null || reviewed.Table(NameOf(relation)) is not { Server: null } table || UniqueKeys.StandingStill(table, set, reviewed.Before) is not { } key) return null;
        var settings = key.IsPrimary ? BackfillSettings.Default : BackfillSettings.Default with { Key = key.Columns };
        return new(Title, EquatableArray.Of<Operation>(data with { Backfill = settings, Origin = Origin.None }));
    }

    private static SafeForm? Block(DataStatement data, SqlStatement statement, ReviewedOperation reviewed)
    {
        var (relation, where) = statement switch
        {
            UpdateStatement { With: null, From.Count: 0, Returning.Count: 0 } update when CanRepeat(update) => (update.Relation, update.Where),
            DeleteStatement { With: null, Using.Count: 0, Returning.Count: 0 } delete => (delete.Relation, delete.Where),
            _ => (null, null),
        };
        if (relation is null || relation.Only || reviewed.Table(NameOf(relation)) is not { } table || UniqueKeys.Primary(table) is not { } key) return null;
        if (statement is UpdateStatement { Assignments: var assignments } && assignments.Any(assignment => Assigned(assignment).Any(key.Contains))) return null;
        var column = relation.Alias is { } alias ? SqlIdentifier.Quote(alias.Value) + "." : string.Empty;
        var head = where is null ? data.Sql + " WHERE " : $"{data.Sql.Substring(0, where.Start)}({where.TextIn(data.Sql)}) AND ";
        return new(Title, EquatableArray.Of<Operation>(Block(NameOf(relation), key, column, head)));
    }

    private static QualifiedName NameOf(SqlRelation relation) => new(relation.Name.Qualifier, relation.Name.Name);

    private static SqlText Block(QualifiedName table, EquatableArray<string> key, string alias, string head)
    {
        var columns = key.Select(SqlIdentifier.Quote).ToList();
        var (from, to) = (Variables("batch_start"), Variables("batch_end"));
        var all = string.Join(", ", columns);
        var own = Row(columns.Select(column => alias + column));
        var name = table.ToSql();
        var change = head + own + " >= " + Row(from);
        var tag = change.Contains("$$") ? "$batches$" : "$$";
        var sql =
            $"DO {tag}\nDECLARE\n" +
            string.Concat(from.Concat(to).Select((variable, at) => $"  {variable} {name}.{columns[at % columns.Count]}%TYPE;\n")) +
            "BEGIN\n" +
            $"  SELECT {all} INTO {string.Join(", ", from)} FROM {name} ORDER BY {all} LIMIT 1;\n" +
            $"  WHILE {from[0]} IS NOT NULL LOOP\n" +
            $"    SELECT {all} INTO {string.Join(", ", to)} FROM {name} WHERE {Row(columns)} > {Row(from)} ORDER BY {all} OFFSET {Rows - 1} LIMIT 1;\n" +
            $"    IF {to[0]} IS NULL THEN\n      {change};\n" +
            $"    ELSE\n      {change} AND {own} < {Row(to)};\n    END IF;\n" +
            "    COMMIT;\n" +
            string.Concat(from.Select((variable, at) => $"    {variable} := {to[at]};\n")) +
            $"  END LOOP;\nEND {tag}";
        return SqlReader.Read(sql)[0] with { Origin = Origin.None };

        List<string> Variables(string stem) => [.. key.Select((_, at) => key.Count == 1 ? stem : stem + "_" + (at + 1))];
    }

    private static string Row(IEnumerable<string> values) => values.ToList() is var all && all.Count == 1 ? all[0] : "(" + string.Join(", ", all) + ")";

    /// <summary>Whether the second time gives what the first did: what is set depends on no column that is set.</summary>
    private static bool CanRepeat(UpdateStatement update)
    {
        var set = new HashSet<string>(update.Assignments.SelectMany(Assigned), StringComparer.Ordinal);
        return update.Assignments.All(assignment => SqlWalk.Expressions(assignment.Value).All(part => part switch
        {
            ColumnExpression column => !column.IsStar && column.Name is { } name && !set.Contains(name.Name),
            SubqueryExpression => false,
            _ => true,
        }));
    }

    private static IEnumerable<string> Assigned(Assignment assignment) => assignment.Targets.Select(target => target.Column.Value);
}
