using System.Text.RegularExpressions;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>A statement that is put together when it runs, with holes where its parts are not known.</summary>
internal static class PutTogether
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>A name or literal of format(), which holds nothing else.</summary>
    private static readonly Regex s_formatted = new(@"%(\d+\$)?-?\d*[IL]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, s_patience);

    /// <summary>Any hole where only a table's name can stand.</summary>
    private static readonly Regex s_table = new(@"(?<=\b(UPDATE|FROM|ONLY)\s+|\.)(%(\d+\$)?s|\?|\{[^{}]*\})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, s_patience);

    /// <summary>Whether it is an UPDATE or DELETE without WHERE, whatever its holes hold.</summary>
    public static bool HasNoWhere(string sql)
    {
        var whole = s_table.Replace(s_formatted.Replace(sql, "x"), "x");
        return SqlParser.Parse(whole).Statements.ToList() is [var statement] && statement is UpdateStatement { Where: null } or DeleteStatement { Where: null };
    }
}
