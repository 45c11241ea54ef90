namespace Lockstep.Model.Sql.Syntax.Parsing;

/// <summary>A token of the grammar and its place in the source.</summary>
internal readonly struct SyntaxToken(TokenCode code, SqlTokenKind kind, int start, int end)
{
    public readonly TokenCode Code = code;
    public readonly SqlTokenKind Kind = kind;
    public readonly int Start = start;
    public readonly int End = end;
}
