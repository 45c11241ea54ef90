using Lockstep.Model.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>The types of columns as migrations name them.</summary>
internal static class TypeVerbs
{
    /// <summary>A type without numbers, such as <c>Text</c>; null if the property is none.</summary>
    public static SqlType? Of(IPropertyReferenceOperation property) =>
        ColumnTypes.ToSql(property.Property.Name) is { } sql ? new(new(sql, IsKnown: true)) : null;

    /// <summary>A type with numbers, such as <c>Varchar(200)</c>, or in SQL; null if the method is none.</summary>
    public static SqlType? Of(IInvocationOperation call, Func<IOperation, Value> evaluate)
    {
        var verb = call.TargetMethod.Name;
        if (verb == "Custom")
        {
            var argument = call.Arguments[0].Value;
            return evaluate(argument) is Constant { Content: string sql } ? new(new(sql, IsKnown: true)) : new(new(Unknowns.Source(argument), IsKnown: false));
        }

        if (ColumnTypes.ToSql(verb) is null) return null;

        var numbers = new List<int>();
        foreach (var argument in call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal))
        {
            if (evaluate(argument.Value) is not Constant { Content: int number }) return new(new(Unknowns.Source(call), IsKnown: false));
            numbers.Add(number);
        }

        return new(new(ColumnTypes.ToSql(verb, [.. numbers])!, IsKnown: true));
    }
}
