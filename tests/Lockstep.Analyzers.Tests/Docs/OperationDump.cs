using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Lockstep.Analyzers.Tests.Docs;

/// <summary>Operations as text, property by property, so that those of the analyzers' copy of the model compare with those of the runtime's.</summary>
internal static partial class OperationDump
{
    /// <summary>All that an operation says, but where it was written.</summary>
    public static string Of(object operation) => Write(operation, withSteps: true);

    /// <summary>What an operation is: not when it is done, and with white space and case of what stays text made alike.</summary>
    public static string Plain(object operation) => Space().Replace(Write(operation, withSteps: false), " ").ToUpperInvariant();

    private static string Write(object? value, bool withSteps) => value switch
    {
        null => "null",
        string text => "'" + text + "'",
        Enum or bool or IFormattable => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(item => Write(item, withSteps))) + "]",
        _ => value.GetType().Name + " { " + string.Join(", ", Properties(value, withSteps)) + " }",
    };

    private static IEnumerable<string> Properties(object value, bool withSteps) => value.GetType()
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(property => property.GetIndexParameters().Length == 0 && property.Name is not ("Origin" or "EqualityContract") && (withSteps || property.Name != "StartsStep"))
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => property.Name + " = " + Write(property.GetValue(value), withSteps));

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Space();
}
