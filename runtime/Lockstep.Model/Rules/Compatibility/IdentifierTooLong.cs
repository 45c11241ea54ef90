using System.Text;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3020.</summary>
public sealed class IdentifierTooLong : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3020",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "Names have at most 63 bytes",
        "The name '{0}' has {1} bytes: PostgreSQL keeps the first 63, so it is called '{2}'; shorten it",
        "Longer names are cut without an error, only with a notice. What looks the name up in the catalog, an ORM or the next migration, does not find it, and two " +
        "long names with the same beginning are one.");

    /// <summary>So many UTF-16 code units are never more bytes than a name may have.</summary>
    private const int ShortestTooLong = SqlIdentifier.MaxBytes / 3;

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var statement in review.Statements)
        {
            if (statement.Operation is UnknownSql || statement.Operation.Incomplete) continue;
            var sql = statement.Operation is SqlText text ? text.Sql : SqlWriter.Write(statement.Operation);
            if (sql.Length <= ShortestTooLong) continue;
            HashSet<string>? seen = null;
            var lexer = new SqlLexer(sql);
            for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
            {
                if (token.Length <= ShortestTooLong || Written(token, sql) is not { } name || !(seen ??= new(StringComparer.Ordinal)).Add(name)) continue;
                var bytes = Encoding.UTF8.GetByteCount(name);
                if (bytes > SqlIdentifier.MaxBytes) report.Add(Info, statement.Operation.Origin, name, bytes.ToString(System.Globalization.CultureInfo.InvariantCulture), SqlIdentifier.Truncate(name));
            }
        }
    }

    private static string? Written(SqlToken token, string sql) => token.Kind switch
    {
        SqlTokenKind.Identifier => SqlIdentifier.Fold(token.Text(sql)),
        SqlTokenKind.QuotedIdentifier => sql.Substring(token.Start + 1, token.Length - 2).Replace("\"\"", "\""),
        _ => null,
    };
}
