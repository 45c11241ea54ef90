using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Moving over tokens, and what is wrong.</content>
public sealed partial class SqlParser
{
    // Deeper than any SQL that people write, and shallow enough for half of the megabyte that a thread has at least.
    private const int MaxDepth = 250;

    private static readonly SqlName NoName = new("");

    private int LastEnd => _at == 0 ? 0 : _tokens[_at - 1].End;

    private TokenCode Peek(int offset = 1)
    {
        if (_failed) return End;
        var at = _at + offset;
        return at < _list.Count ? _tokens[at].Code : End;
    }

    private void Next()
    {
        if (_failed || _code == End) return;
        _code = _tokens[++_at].Code;
    }

    private bool Accept(TokenCode code)
    {
        if (_code != code) return false;
        Next();
        return true;
    }

    private bool Accept(TokenCode first, TokenCode second)
    {
        if (_code != first || Peek() != second) return false;
        Next();
        Next();
        return true;
    }

    private bool Accept(TokenCode first, TokenCode second, TokenCode third)
    {
        if (_code != first || Peek() != second || Peek(2) != third) return false;
        Next();
        Next();
        Next();
        return true;
    }

    private void Expect(TokenCode code)
    {
        if (_code == code) Next();
        else Fail();
    }

    private void Expect(TokenCode first, TokenCode second)
    {
        Expect(first);
        Expect(second);
    }

    private bool Is(byte classes) => TokenClasses.Is(_code, classes);

    private bool IsNext(byte classes, int offset = 1) => TokenClasses.Is(Peek(offset), classes);

    /// <summary>Whether the word, which is no keyword of PostgreSQL, stands here unquoted.</summary>
    private bool IsWord(string word)
    {
        var token = _tokens[_at];
        return _code == Ident && token.Kind == SqlTokenKind.Identifier && new SqlToken(token.Kind, token.Start, token.End - token.Start).Is(_text, word);
    }

    /// <summary>The token here is wrong.</summary>
    private void Fail()
    {
        if (_failed) return;
        var token = _tokens[_at];
        var message = token.Code switch
        {
            End or Semicolon => "syntax error at end of input",
            Bad => BadToken(token),
            _ => $"syntax error at or near \"{_list.Source.Substring(token.Start, token.End - token.Start)}\"",
        };
        Fail(message, _at);
    }

    private void Fail(string message) => Fail(message, _at);

    private void Fail(string message, int at)
    {
        if (_failed) return;
        _failed = true;
        _message = message;
        _errorAt = at;
        _code = End;
    }

    private string BadToken(SyntaxToken token)
    {
        var text = _list.Source.Substring(token.Start, Math.Min(token.End - token.Start, 40));
        switch (_text[token.Start])
        {
            case '"' when token.End - token.Start == 2:
                return "zero-length delimited identifier at or near \"\"\"\"";
            case '"':
                return $"unterminated quoted identifier at or near \"{text}\"";
            case '\'':
                return $"unterminated quoted string at or near \"{text}\"";
            case '$' when token.End - token.Start > 1:
                return $"unterminated dollar-quoted string at or near \"{text}\"";
            case '/':
                return $"unterminated /* comment at or near \"{text}\"";
            case >= '0' and <= '9' or '.':
                return $"trailing junk after numeric literal at or near \"{text}\"";
            default:
                return $"syntax error at or near \"{text}\"";
        }
    }

    private bool Enter()
    {
        if (++_depth <= MaxDepth) return true;
        Fail($"statement is nested more than {MaxDepth} levels deep");
        return false;
    }

    private T Finish<T>(T node, int first)
        where T : SqlNode
    {
        var start = _tokens[first].Start;
        node.Start = start;
        node.Length = Math.Max(0, LastEnd - start);
        return node;
    }

    /// <summary>Gives a node that begins with another the span from there to here.</summary>
    private T From<T>(T node, SqlNode begin)
        where T : SqlNode
    {
        node.Start = begin.Start;
        node.Length = Math.Max(0, LastEnd - begin.Start);
        return node;
    }
}
