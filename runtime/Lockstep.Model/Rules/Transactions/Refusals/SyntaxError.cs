using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>What is no SQL.</summary>
internal static class SyntaxError
{
    // PostgreSQL quotes a string without end up to the end of the file.
    private const int MessageLength = 120;

    public static Refusal? Check(SqlText text)
    {
        if (text.Incomplete || text.Problem is not { } problem) return null;
        return new(Short(problem.Message), text.Sql[0] == '\\' ? "psql's own commands are no SQL; take it out" : "correct it");
    }

    private static string Short(string message)
    {
        var end = message.IndexOfAny(['\r', '\n']);
        if (end < 0 && message.Length <= MessageLength) return message;
        if (end < 0 || end > MessageLength) end = MessageLength;
        var shown = message.Substring(0, char.IsHighSurrogate(message[end - 1]) ? end - 1 : end);
        return shown + "…\"";
    }
}
