using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>Operations to PostgreSQL's SQL: the one place that knows how.</summary>
public static partial class SqlWriter
{
    /// <summary>The statement, without a semicolon.</summary>
    /// <exception cref="ArgumentException">The operation is not one that can be run (<see cref="UnknownSql"/>).</exception>
    public static string Write(Operation operation) =>
        operation switch
        {
            SqlText text => text.Sql,
            DataStatement data => data.Sql,
            TableChange change => WriteChange(change),
            _ => WriteTable(operation) ?? WriteIndexOrSequence(operation) ?? WriteType(operation) ?? WriteView(operation) ??
                WriteTrigger(operation) ?? WriteRoutine(operation) ?? WriteGrant(operation) ?? WriteObject(operation) ??
                WriteReplication(operation) ?? WriteSession(operation) ?? WriteMaintenance(operation) ??
                throw new ArgumentException("No SQL is known for " + operation.GetType().Name + ".", nameof(operation)),
        };

    private static string Quote(string name) => SqlIdentifier.Quote(name);

    private static string Literal(string text) => SqlLiteral.Text(text);

    private static string Names(EquatableArray<string> names) => "(" + string.Join(", ", names.Select(SqlIdentifier.Quote)) + ")";

    private static string NamesIfAny(EquatableArray<string> names) => names.IsEmpty ? string.Empty : " " + Names(names);

    private static string List(IEnumerable<QualifiedName> names) => string.Join(", ", names.Select(name => name.ToSql()));

    private static string List(IEnumerable<string> parts) => string.Join(", ", parts);

    private static string If(bool condition, string text) => condition ? text : string.Empty;

    private static string If(string? value, string before) => value is null ? string.Empty : before + value;

    private static string IfName(string? name, string before) => name is null ? string.Empty : before + Quote(name);

    private static string Cascade(bool cascade) => cascade ? " CASCADE" : string.Empty;

    /// <summary>Options between parentheses, with a sign between name and value; empty if there are none.</summary>
    private static string Options(EquatableArray<OptionSetting> options, string before, string sign = " = ") =>
        options.IsEmpty ? string.Empty : before + "(" + List(options.Select(option => Option(option, sign))) + ")";

    private static string Option(OptionSetting option, string sign)
    {
        var dot = option.Name.IndexOf('.');
        var name = dot < 0 ? Quote(option.Name) : Quote(option.Name.Substring(0, dot)) + "." + Quote(option.Name.Substring(dot + 1));
        return option.Value is null ? name : name + sign + option.Value;
    }

    private static string Word(Persistence persistence) => persistence switch
    {
        Persistence.Temporary => "TEMPORARY ",
        Persistence.Unlogged => "UNLOGGED ",
        _ => string.Empty,
    };
}
