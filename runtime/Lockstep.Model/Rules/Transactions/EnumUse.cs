using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>Whether a statement uses a value of an enum.</summary>
internal static class EnumUse
{
    /// <summary>The whole name that an enum has, or would have if the schema does not hold it.</summary>
    public static ObjectName NameOf(QualifiedName type, DatabaseSchema schema) =>
        new TypeCatalog(schema).Read(type.ToSql()).UserType ?? new(type.Schema ?? (schema.SearchPath.IsEmpty ? "public" : schema.SearchPath[0]), type.Name);

    /// <summary>
    /// Whether the operation's text has the value as a string, where it may be one of the enum: the operation names the type, or a relation that has a column
    /// of it or is not known.
    /// </summary>
    public static bool Uses(ReviewedOperation reviewed, ObjectName type, string value)
    {
        var text = TextOf(reviewed.Operation);
        return text is not null && HasString(text, value) && MayBeOf(reviewed, text, type);
    }

    /// <summary>What PostgreSQL makes values of when the statement runs; null if nothing.</summary>
    private static string? TextOf(Operation operation) => operation switch
    {
        // Names and remarks; and code that is read only when it is called.
        SetComment or SetSetting or SetSecurityLabel or RenameEnumValue or TransactionControl or UnknownSql => null,
        CreateRoutine { SqlBody: null, Language: not "sql" } => null,
        CreateRoutine { Language: "sql", Body: { } body } => body,
        SqlText { Meaning.IsEmpty: true, Kind: not StatementKind.Block } text => text.Sql,
        SqlText => null,
        DataStatement data => data.Sql,
        _ => SqlWriter.Write(operation),
    };

    private static bool HasString(string text, string value)
    {
        var lexer = new SqlLexer(text, 0, text.Length);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (token.Kind is SqlTokenKind.String or SqlTokenKind.EscapeString or SqlTokenKind.UnicodeString or SqlTokenKind.DollarString && SqlStrings.Value(token, text) == value) return true;
        }

        return false;
    }

    private static bool MayBeOf(ReviewedOperation reviewed, string text, ObjectName type)
    {
        var target = reviewed.Operation switch
        {
            TableChange change => change.Table,
            InsertRows insert => insert.Table,
            UpdateRows update => update.Table,
            DeleteRows delete => delete.Table,
            MergeRows merge => merge.Table,
            CreateIndex index => index.Table,
            CreatePolicy policy => policy.Table,
            _ => (QualifiedName?)null,
        };
        if (target is { } table && reviewed.Before.Find(table) is null) return true;
        var types = new TypeCatalog(reviewed.Before);
        foreach (var name in ExpressionText.Names(text))
        {
            if (IsOf(types, name.ToSql(), type)) return true;
            if (reviewed.Before.Find(name) is RowRelation relation && relation.Columns.Any(column => IsOf(types, column.Type, type))) return true;
        }

        return false;
    }

    private static bool IsOf(TypeCatalog types, string column, ObjectName type) => types.BaseOf(types.Read(column)).UserType == type;
}
