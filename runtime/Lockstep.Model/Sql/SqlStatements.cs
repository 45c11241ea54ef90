namespace Lockstep.Model.Sql;

/// <summary>One statement's place in a source, without its semicolon and without the white space and comments around it.</summary>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct SqlSpan(int Start, int Length)
{
    /// <summary>The place after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The text at that place.</summary>
    public string Text(string source) => source.Substring(Start, Length);
}

/// <summary>Cuts a script into statements where PostgreSQL's grammar does.</summary>
public static class SqlStatements
{
    /// <summary>
    /// The statements of a script. A semicolon ends one unless it stands in parentheses (<c>CREATE RULE … DO (a; b)</c>) or in a
    /// <c>BEGIN ATOMIC … END</c> body of a function; empty statements are left out.
    /// </summary>
    public static List<SqlSpan> Split(string source)
    {
        var statements = new List<SqlSpan>();
        var lexer = new SqlLexer(source);
        var state = default(StatementState);
        for (var token = lexer.Next(); ; token = lexer.Next())
        {
            var end = token.Kind == SqlTokenKind.EndOfInput;
            if (end || (token.Is(source, ';') && state.EndsAtSemicolon))
            {
                if (state.Tokens > 0) statements.Add(new(state.Start, state.End - state.Start));
                if (end) return statements;
                state = default;
            }
            else
            {
                state.Take(token, source);
            }
        }
    }

    private struct StatementState
    {
        private int _parentheses;
        private int _blocks;
        private bool _creates;
        private bool _routine;
        private bool _begin;

        public int Tokens { get; private set; }

        public int Start { get; private set; }

        public int End { get; private set; }

        public readonly bool EndsAtSemicolon => _parentheses <= 0 && _blocks <= 0;

        public void Take(SqlToken token, string source)
        {
            if (Tokens++ == 0)
            {
                Start = token.Start;
                _creates = token.Is(source, "create");
            }

            End = token.End;
            if (token.Is(source, '(')) _parentheses++;
            else if (token.Is(source, ')')) _parentheses--;
            else if (_creates && token.Kind == SqlTokenKind.Identifier) TakeWord(token, source);
        }

        /// <summary>CREATE [OR REPLACE] FUNCTION or PROCEDURE may hold a body in which CASE … END nests.</summary>
        private void TakeWord(SqlToken token, string source)
        {
            if (Tokens <= 4 && (token.Is(source, "function") || token.Is(source, "procedure"))) _routine = true;
            if (!_routine) return;

            if (_blocks == 0)
            {
                if (_begin && token.Is(source, "atomic")) _blocks = 1;
                _begin = token.Is(source, "begin");
            }
            else if (token.Is(source, "case"))
            {
                _blocks++;
            }
            else if (token.Is(source, "end"))
            {
                _blocks--;
            }
        }
    }
}
