using System.Text;

namespace Lockstep.Model.Operations;

/// <content>Columns and constraints.</content>
public static partial class SqlWriter
{
    /// <summary>A column's definition, from its name on.</summary>
    public static string Write(ColumnDefinition column)
    {
        var sql = new StringBuilder(Quote(column.Name));
        if (column.Type.Length > 0) sql.Append(' ').Append(column.Type);
        if (column.Storage is { } storage) sql.Append(" STORAGE ").Append(storage);
        if (column.Compression is { } compression) sql.Append(" COMPRESSION ").Append(compression);
        if (column.ForeignOptions is { } options) sql.Append(" OPTIONS (").Append(options).Append(')');
        if (column.Collation is { } collation) sql.Append(" COLLATE ").Append(collation);
        if (column.NotNull) sql.Append(" NOT NULL");
        if (column.Default is { } value) sql.Append(" DEFAULT ").Append(value);
        if (column.GeneratedAs is { } expression)
        {
            sql.Append(" GENERATED ALWAYS AS (").Append(expression).Append(column.GeneratedVirtual ? ") VIRTUAL" : ") STORED");
        }

        if (column.Identity != Identity.None)
        {
            sql.Append(" GENERATED ").Append(Word(column.Identity)).Append(" AS IDENTITY").Append(InParentheses(column.IdentitySequence));
        }

        if (column.PrimaryKey) sql.Append(" PRIMARY KEY");
        if (column.Unique) sql.Append(" UNIQUE");
        if (column.Check is { } check) sql.Append(" CHECK (").Append(check).Append(')');
        if (column.References is { } target) sql.Append(' ').Append(Write(target));
        foreach (var constraint in column.Constraints) sql.Append(' ').Append(Write(constraint, inColumn: true));
        return sql.ToString();
    }

    /// <summary>A constraint, as <c>CREATE TABLE</c> and <c>ADD</c> take it.</summary>
    public static string Write(TableConstraint constraint) => Write(constraint, inColumn: false);

    private static string Write(TableConstraint constraint, bool inColumn)
    {
        var sql = IfName(constraint.Name, "CONSTRAINT ") + If(constraint.Name is not null, " ") + constraint switch
        {
            PrimaryKeyConstraint key => "PRIMARY KEY" + Key(key, key.Columns, inColumn),
            UniqueConstraint key => "UNIQUE" + If(key.NullsNotDistinct, " NULLS NOT DISTINCT") + Key(key, key.Columns, inColumn),
            ExclusionConstraint exclusion =>
                "EXCLUDE " + If(exclusion.Method is not null, "USING " + Quote(exclusion.Method ?? string.Empty) + " ") +
                "(" + List(exclusion.Elements) + ")" + IndexOptions(exclusion) + If(exclusion.Where, " WHERE (") + If(exclusion.Where is not null, ")"),
            CheckConstraint check => "CHECK (" + check.Condition + ")",
            ForeignKeyConstraint key => If(!inColumn, "FOREIGN KEY " + Columns(key.Columns, key.Target.Period, "PERIOD ", after: false) + " ") + Write(key.Target),
            NotNullConstraint notNull => "NOT NULL" + If(!inColumn, " " + Quote(notNull.Column)),
            _ => string.Empty,
        };
        return sql + If(constraint.NoInherit, " NO INHERIT") + If(constraint.Deferrable, " DEFERRABLE") +
            If(constraint.InitiallyDeferred, " INITIALLY DEFERRED") + If(constraint.NotEnforced, " NOT ENFORCED") + If(constraint.NotValid, " NOT VALID");
    }

    private static string Key(IndexConstraint key, EquatableArray<string> columns, bool inColumn)
    {
        if (key.UsingIndex is { } index) return " USING INDEX " + Quote(index);
        return If(!inColumn, " " + Columns(columns, key.WithoutOverlaps, " WITHOUT OVERLAPS", after: true)) + IndexOptions(key);
    }

    private static string IndexOptions(IndexConstraint key) =>
        If(!key.Include.IsEmpty, " INCLUDE " + Names(key.Include)) + Options(key.Options, " WITH ") + IfName(key.Tablespace, " USING INDEX TABLESPACE ");

    /// <summary>Columns between parentheses, the last with a word before or after it.</summary>
    private static string Columns(EquatableArray<string> columns, bool marked, string word, bool after)
    {
        if (!marked || columns.IsEmpty) return Names(columns);
        var quoted = columns.Select(Quote).ToList();
        var last = quoted.Count - 1;
        quoted[last] = after ? quoted[last] + word : word + quoted[last];
        return "(" + List(quoted) + ")";
    }

    private static string Write(ForeignKeyTarget target) =>
        "REFERENCES " + target.Table.ToSql() + If(!target.Columns.IsEmpty, " " + Columns(target.Columns, target.Period, "PERIOD ", after: false)) +
        If(target.MatchFull, " MATCH FULL") +
        If(target.OnDelete != ReferentialAction.NoAction, " ON DELETE " + Word(target.OnDelete) + NamesIfAny(target.OnDeleteColumns)) +
        If(target.OnUpdate != ReferentialAction.NoAction, " ON UPDATE " + Word(target.OnUpdate));

    private static string Word(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => "NO ACTION",
    };

    private static string Word(Identity identity) => identity == Identity.Always ? "ALWAYS" : "BY DEFAULT";
}
