using System.Globalization;
using System.Text;

namespace Lockstep.Model.Sql;

/// <summary>Values of C# as SQL constants.</summary>
public static class SqlLiteral
{
    /// <summary>A text in quotes, whatever <c>standard_conforming_strings</c> says.</summary>
    public static string Text(string text) =>
        text.IndexOf('\\') >= 0 ? "E'" + text.Replace("\\", "\\\\").Replace("'", "''") + "'" : "'" + text.Replace("'", "''") + "'";

    /// <summary>
    /// The value as SQL; null if there is no SQL for a value of its type. A <see cref="DateTime"/> of kind UTC carries its zone, others have
    /// none; a <see cref="TimeSpan"/> is an interval.
    /// </summary>
    public static string? Of(object? value) => value switch
    {
        null or DBNull => "NULL",
        string text => Text(text),
        char letter => Text(letter.ToString()),
        bool truth => truth ? "true" : "false",
        double number => Number(number, number.ToString("R", CultureInfo.InvariantCulture)),
        float number => Number(number, number.ToString("R", CultureInfo.InvariantCulture)),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        DateTime moment => "'" + moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (moment.Kind == DateTimeKind.Utc ? "+00" : string.Empty) + "'",
        DateTimeOffset moment => "'" + moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture) + "'",
        TimeSpan time => Interval(time),
        Guid id => "'" + id.ToString("D", CultureInfo.InvariantCulture) + "'",
        byte[] bytes => Bytes(bytes),
        string[] texts => texts.Length == 0 ? "'{}'" : "ARRAY[" + string.Join(", ", texts.Select(Text)) + "]",
#if NET
        DateOnly day => "'" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "'",
        TimeOnly time => "'" + time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "'",
#endif
        _ => null,
    };

    private static string Number(double number, string text) => double.IsNaN(number) || double.IsInfinity(number) ? "'" + text + "'" : text;

    private static string Interval(TimeSpan time)
    {
        var size = time.Duration();
        var hours = (size.Ticks / TimeSpan.TicksPerHour).ToString("00", CultureInfo.InvariantCulture);
        return "'" + (time < TimeSpan.Zero ? "-" : string.Empty) + hours + size.ToString(@"\:mm\:ss", CultureInfo.InvariantCulture) +
            size.ToString(@"\.FFFFFF", CultureInfo.InvariantCulture).TrimEnd('.') + "'";
    }

    private static string Bytes(byte[] bytes)
    {
        var sql = new StringBuilder("'\\x", (2 * bytes.Length) + 4);
        foreach (var item in bytes) sql.Append(item.ToString("x2", CultureInfo.InvariantCulture));
        return sql.Append('\'').ToString();
    }
}
