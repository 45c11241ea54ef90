using Lockstep.Model.Operations;

namespace Lockstep.Model.Rules.Review;

/// <summary>Statements in messages.</summary>
internal static class StatementText
{
    private const int Longest = 48;

    /// <summary>The statement that performs the operation; of a block the operation itself.</summary>
    public static string Short(ReviewedOperation reviewed) => Short(reviewed.Statement.IsBlock ? reviewed.Operation : reviewed.Statement.Operation);

    /// <summary>The statement's first words on one line, in quotes. Of one that may hold a password only the kind.</summary>
    public static string Short(Operation operation)
    {
        var sql = operation is SqlText text ? text.Sql : SqlWriter.Write(operation);
        var words = sql.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (MayHoldSecret(operation)) return "'" + string.Join(" ", words.Take(2)) + " …'";
        var line = string.Join(" ", words).TrimEnd(';');
        return "'" + (line.Length <= Longest ? line : line.Substring(0, Longest).TrimEnd() + "…") + "'";
    }

    private static bool MayHoldSecret(Operation operation) => operation switch
    {
        SqlText { Meaning.IsEmpty: false } text => text.Meaning.Any(MayHoldSecret),
        // What can't be read may be anything.
        SqlText or CreateRole or CreateSubscription or AlterSubscription => true,
        AlterObject { Object.Kind: ObjectKind.Role or ObjectKind.UserMapping or ObjectKind.Server } => true,
        DefineObject { Object.Kind: ObjectKind.UserMapping or ObjectKind.Server } => true,
        _ => false,
    };
}
