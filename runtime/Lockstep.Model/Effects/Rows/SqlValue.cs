using System.Globalization;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>A constant, as far as it can be compared with another of the same column.</summary>
/// <param name="Number">The number; null if it is none.</param>
/// <param name="Time">The date or time; null if it is none.</param>
/// <param name="Text">Of anything else the text, which tells equal values but not which is greater: that is the collation's.</param>
internal sealed record SqlValue(decimal? Number, DateTime? Time, string? Text)
{
    private static readonly string[] s_times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF",
        "yyyy-MM-dd HH:mm:sszz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss.FFFFFFzz", "yyyy-MM-dd HH:mm:ss.FFFFFFzzz",
    ];

    private static readonly string[] s_numberTypes = ["int2", "int4", "int8", "numeric", "float4", "float8", "oid", "money"];

    /// <summary>The value of a constant expression in the place of a value of the type; null if it is no constant, or is NULL.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="type">The column's type, as the catalog calls it.</param>
    public static SqlValue? Of(SqlExpression expression, string type) => expression switch
    {
        ConstantExpression { Kind: ConstantKind.Null } => null,
        ConstantExpression { Kind: ConstantKind.Boolean } constant => new(null, null, constant.Value.ToLowerInvariant()),
        ConstantExpression constant => OfText(constant.Value, type),
        TypedConstantExpression constant => OfText(constant.Value, type),
        CastExpression { Value: ConstantExpression { Kind: not ConstantKind.Null } constant } => OfText(constant.Value, type),
        UnaryExpression { Operator.Symbol: "-", Operand: ConstantExpression constant } => OfText("-" + constant.Value, type),
        _ => null,
    };

    /// <summary>Less than 0, 0 or more than 0 as this comes before, with or after the other; null if nobody can tell.</summary>
    public int? CompareTo(SqlValue other)
    {
        if (Number is { } number && other.Number is { } otherNumber) return number.CompareTo(otherNumber);
        if (Time is { } time && other.Time is { } otherTime) return time.CompareTo(otherTime);
        return Text is not null && Text == other.Text ? 0 : null;
    }

    /// <summary>Whether both are the same; null if nobody can tell.</summary>
    public bool? IsSame(SqlValue other) =>
        CompareTo(other) is { } order ? order == 0 : Text is not null && other.Text is not null ? false : null;

    private static SqlValue OfText(string text, string type)
    {
        var parenthesis = type.IndexOf('(');
        var name = parenthesis < 0 ? type : type.Substring(0, parenthesis);
        if (s_numberTypes.Contains(name) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return new(number, null, null);
        if (name is "date" or "timestamp" or "timestamptz" &&
            DateTime.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time))
        {
            return new(null, time, null);
        }

        // A time that is written in another way may still be the same as one that is not.
        return name is "date" or "timestamp" or "timestamptz" or "interval" or "numeric" ? new(null, null, null) : new(null, null, text);
    }
}
