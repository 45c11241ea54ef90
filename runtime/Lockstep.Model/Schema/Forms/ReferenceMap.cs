using System.Text;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Looks at what expressions refer to, and may put other names in their places.</summary>
/// <param name="schema">What names mean.</param>
internal abstract class ReferenceMap(DatabaseSchema schema) : ExpressionMap
{
    protected override DatabaseSchema Schema => schema;

    /// <summary>Whether it is worth while to read the SQL.</summary>
    protected abstract bool Concerns(string sql);

    /// <summary>What becomes of a text in which something is referred to.</summary>
    protected abstract string Read(string text, FormReader reader);

    protected override string Expression(string sql, Scope scope, SqlType? target)
    {
        if (!Concerns(sql) || SqlParser.ParseExpression(sql) is not { } expression) return sql;
        var reader = new FormReader(schema.Names, sql);
        reader.Assigned(expression, scope, target);
        return Read(sql, reader);
    }

    protected override string Query(string sql) => Concerns(sql) && Expressions.ReadQuery(schema.Names, sql) is { } query ? Read(sql, query.Reader) : sql;

    protected override string Element(string sql, Scope scope, string? method)
    {
        if (!Concerns(sql) || Expressions.ParseElement(sql) is not { } element) return sql;
        var reader = new FormReader(schema.Names, element.Text);
        reader.Element(element.Element, scope, method);
        var text = Read(element.Text, reader);
        return text.Substring(element.Before, text.Length - element.Before - 1);
    }

    protected override string Statement(string sql, Scope scope)
    {
        if (!Concerns(sql) || Expressions.ParseStatements(sql) is not { } parsed) return sql;
        var reader = new FormReader(schema.Names, parsed.Text);
        foreach (var statement in parsed.Statements) reader.Statement(statement, scope);
        return Read(parsed.Text, reader).Substring(parsed.Before);
    }

    /// <summary>The text with parts of it replaced.</summary>
    public static string Edit(string text, IEnumerable<(int Start, int Length, string Text)> edits)
    {
        var edited = new StringBuilder(text.Length + 16);
        var at = 0;
        foreach (var (start, length, replacement) in edits.Distinct().OrderBy(edit => edit.Start).ThenBy(edit => edit.Length))
        {
            if (start < at) continue;
            edited.Append(text, at, start - at).Append(replacement);
            at = start + length;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }
}

/// <summary>Finds out whether expressions refer to something.</summary>
/// <param name="schema">What names mean.</param>
/// <param name="word">A name that the SQL must hold.</param>
/// <param name="isMeant">Whether a reference is to it.</param>
internal sealed class ReferenceFinder(DatabaseSchema schema, string word, Func<Reference, bool> isMeant) : ReferenceMap(schema)
{
    private bool _isFound;

    /// <summary>Whether the object's expressions refer to it.</summary>
    public bool IsIn(Relation relation)
    {
        _isFound = false;
        Map(relation);
        return _isFound;
    }

    /// <summary>Whether the object's expressions refer to it.</summary>
    public bool IsIn(UserType type)
    {
        _isFound = false;
        Map(type);
        return _isFound;
    }

    /// <summary>Whether the object's expressions refer to it.</summary>
    public bool IsIn(Routine routine)
    {
        _isFound = false;
        Map(routine);
        return _isFound;
    }

    protected override bool Concerns(string sql) => !_isFound && sql.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    protected override string Read(string text, FormReader reader)
    {
        _isFound |= reader.References.Exists(reference => isMeant(reference));
        return text;
    }
}

/// <summary>Lets expressions follow a new name.</summary>
/// <param name="schema">What names mean, before the change.</param>
/// <param name="word">The old name.</param>
/// <param name="rename">The SQL that stands for a reference from now on; null if it stays.</param>
internal sealed class ReferenceRenamer(DatabaseSchema schema, string word, Func<Reference, string, string?> rename) : ReferenceMap(schema)
{
    /// <summary>The table's name before a column from now on; null if it stays.</summary>
    public Func<Reference, string?> Qualifier { get; init; } = static _ => null;

    protected override bool Concerns(string sql) => sql.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    protected override string Read(string text, FormReader reader)
    {
        var edits = new List<(int Start, int Length, string Text)>();
        foreach (var reference in reader.References)
        {
            if (reference.QualifierAt >= 0 && Qualifier(reference) is { } qualifier) edits.Add((reference.QualifierAt, reference.QualifierLength, qualifier));
            if (rename(reference, text.Substring(reference.Start, reference.Length)) is not { } renamed) continue;
            edits.Add((reference.Start, reference.Length, renamed));
            // A column that is shown keeps the name that it was shown by.
            if (reference.Kind == ReferenceKind.Column && reference.LabelAt >= 0) edits.Add((reference.LabelAt, 0, " AS " + Sql.SqlIdentifier.Quote(reference.Part!)));
        }

        return edits.Count == 0 ? text : Edit(text, edits);
    }
}
