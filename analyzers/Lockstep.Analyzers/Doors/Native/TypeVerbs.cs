using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>The types of columns as migrations name them.</summary>
internal static class TypeVerbs
{
    /// <summary>A type without numbers, such as <c>Text</c>; null if the property is none.</summary>
    public static SqlType? Of(IPropertyReferenceOperation property) =>
        ColumnTypes.ToSql(property.Property.Name) is { } sql ? new(new(sql, IsKnown: true)) : null;

    /// <summary>A type with numbers, such as <c>Varchar(200)</c>, or in SQL; null if the method is none.</summary>
    public static SqlType? Of(IInvocationOperation call, CallArguments arguments)
    {
        var verb = call.TargetMethod.Name;
        if (verb == "Custom") return new(arguments.Text("sql"));
        if (ColumnTypes.ToSql(verb) is null) return null;

        var numbers = new List<int>();
        foreach (var parameter in call.TargetMethod.Parameters)
        {
            if (arguments.Value(parameter.Name) is not Constant { Content: int number }) return new(new(CallArguments.Source(call), IsKnown: false));
            numbers.Add(number);
        }

        return new(new(ColumnTypes.ToSql(verb, [.. numbers])!, IsKnown: true));
    }

    /// <summary>The type that is given for a column.</summary>
    public static Known<string> Argument(CallArguments arguments, string parameter) =>
        arguments.Value(parameter) is SqlType type ? type.Sql : new(CallArguments.Source(arguments[parameter]), IsKnown: false);
}
