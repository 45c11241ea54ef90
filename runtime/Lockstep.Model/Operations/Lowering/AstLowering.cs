using System.Globalization;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using Ast = Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <summary>Turns the syntax tree of a statement into the operations that it performs.</summary>
/// <param name="source">The source that the tree was read from.</param>
internal sealed partial class AstLowering(string source)
{
    private readonly List<Operation> _operations = [];

    /// <summary>
    /// What the statement does, in order, each with its place in the source; empty for statements that change nothing that the model knows
    /// (<c>SHOW</c>, cursors) and for those that can't be read.
    /// </summary>
    public EquatableArray<Operation> Lower(SqlStatement statement)
    {
        _operations.Clear();
        switch (statement)
        {
            case DropStatement drop:
                Drop(drop);
                break;
            case DropRoleStatement drop:
                foreach (var role in drop.Roles) Add(new DropObject(RoleObject(role)) { IfExists = drop.IfExists }, drop);
                break;
            case AlterTableStatement alter:
                Alter(alter);
                break;
            default:
                if (One(statement) is { } operation) Add(operation, statement);
                break;
        }

        return new(_operations.ToArray());
    }

    private Operation? One(SqlStatement statement) =>
        Table(statement) ?? Other(statement) ?? Type(statement) ?? Routine(statement) ?? Grant(statement) ?? Definition(statement) ?? Session(statement);

    private void Add(Operation operation, SqlNode node) => _operations.Add(operation with { Origin = new(string.Empty, 0, node.Start, node.Length) });

    private static QualifiedName Name(SqlNamePath path) => new(path.Qualifier, path.Name);

    private static QualifiedName Name(SqlRelation relation) => Name(relation.Name);

    private static EquatableArray<QualifiedName> Names(IReadOnlyList<SqlRelation> relations) => new(relations.Select(Name));

    private static EquatableArray<string> Names(IReadOnlyList<SqlName> names) => new(names.Select(name => name.Value));

    private static string Role(SqlRole role) =>
        role.IsKeyword ? role.Name.Value.ToUpperInvariant()
        : !role.Name.IsQuoted && role.Name.Value == "public" ? "PUBLIC"
        : SqlIdentifier.Quote(role.Name.Value);

    private static string? RoleOrNull(SqlRole? role) => role is null ? null : Role(role);

    private static EquatableArray<string> Roles(IReadOnlyList<SqlRole> roles) => new(roles.Select(Role));

    private string Text(int start, int end) => SqlWhitespace.Normalize(source, start, end);

    private string Text(SqlNode node)
    {
        // The node of "(a) + b" begins behind the parenthesis.
        var start = node.Start;
        var open = 0;
        var lexer = new SqlLexer(source, node.Start, node.End);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (token.Is(source, '(')) open++;
            else if (token.Is(source, ')') && --open < 0) start = OpeningBefore(start, ref open);
        }

        return Text(start, node.End);
    }

    private int OpeningBefore(int start, ref int open)
    {
        var at = start - 1;
        while (at >= 0 && char.IsWhiteSpace(source[at])) at--;
        if (at < 0 || source[at] != '(') return start;
        open++;
        return at;
    }

    private string? TextOrNull(SqlNode? node) => node is null ? null : Text(node);

    /// <summary>What follows a part of a statement, up to the statement's end.</summary>
    private string After(SqlNode part, SqlNode statement) => Text(part.End, statement.End);

    /// <summary>What follows the first of these words in a node, outside parentheses.</summary>
    private string AfterWord(SqlNode node, string word, int from = -1)
    {
        var lexer = new SqlLexer(source, from < 0 ? node.Start : from, node.End);
        var depth = 0;
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (token.Is(source, '(')) depth++;
            else if (token.Is(source, ')')) depth--;
            else if (depth == 0 && token.Is(source, word)) return Text(token.End, node.End);
        }

        return string.Empty;
    }

    private EquatableArray<OptionSetting> Options(IEnumerable<SqlOption>? options) =>
        options is null
            ? default
            : new(options.Select(option => new OptionSetting(
                option.Namespace is null ? option.Name.Value : option.Namespace + "." + option.Name.Value,
                TextOrNull(option.Value))));

    private static EquatableArray<string> OptionNames(IEnumerable<SqlOption>? options) =>
        options is null ? default : new(options.Select(option => option.Namespace is null ? option.Name.Value : option.Namespace + "." + option.Name.Value));

    private static Persistence Stays(Ast.Persistence persistence) => (Persistence)(int)persistence;

    private SequenceOptions Sequence(IEnumerable<SequenceOption> options)
    {
        var result = SequenceOptions.None;
        foreach (var option in options)
        {
            long? number = long.TryParse(option.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
            result = option.Name switch
            {
                "as" => result with { Type = TextOrNull(option.Type) },
                "increment" => result with { Increment = number },
                "minvalue" => option.Value is null ? result with { NoMinimum = true } : result with { Minimum = number },
                "maxvalue" => option.Value is null ? result with { NoMaximum = true } : result with { Maximum = number },
                "start" => result with { Start = number },
                "restart" => result with { Restart = true, RestartWith = number },
                "cache" => result with { Cache = number },
                "cycle" => result with { Cycle = option.Value is not null },
                "owned by" => result with { OwnedBy = Owner(option.Path) },
                "sequence name" => result with { SequenceName = option.Path is { } path ? Name(path) : null },
                "logged" => result with { Logged = true },
                "unlogged" => result with { Logged = false },
                _ => result,
            };
        }

        return result;
    }

    private static string? Owner(SqlNamePath? path)
    {
        if (path is null) return null;
        if (path.Parts.Count == 1 && !path.Last.IsQuoted && path.Last.Value == "none") return "NONE";
        return string.Join(".", path.Parts.Select(part => SqlIdentifier.Quote(part.Value)));
    }
}
