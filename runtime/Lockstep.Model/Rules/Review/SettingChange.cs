using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>Statements that set something of the session.</summary>
internal static class SettingChange
{
    /// <summary>What the operation sets, by <c>SET</c> or by <c>SELECT set_config(…)</c>; null if it sets nothing.</summary>
    public static SetSetting? Of(Operation operation) => operation switch
    {
        SetSetting set => set,
        Query query when query.Sql.IndexOf("set_config", StringComparison.OrdinalIgnoreCase) >= 0 => OfCall(query.Sql),
        _ => null,
    };

    /// <summary>Whether it changes only the session or the transaction, no data.</summary>
    public static bool IsOnlyThat(ReviewedStatement statement) => statement.Operations.All(reviewed =>
        reviewed.Operation is ResetSetting or TransactionControl or SetTransaction or SetConstraints or Discard || Of(reviewed.Operation) is not null);

    /// <summary>A time as settings say it, in milliseconds unless it has a unit; null if it is none.</summary>
    public static TimeSpan? Time(string value)
    {
        var text = value.Trim('\'', ' ');
        var digits = new string([.. text.TakeWhile(c => char.IsDigit(c) || c == '.')]);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        double? milliseconds = text.Substring(digits.Length).Trim() switch
        {
            "us" => 0.001,
            "ms" or "" => 1,
            "s" => 1000,
            "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => null,
        };
        return milliseconds is { } unit && number * unit < int.MaxValue ? TimeSpan.FromMilliseconds(number * unit) : null;
    }

    private static SetSetting? OfCall(string sql)
    {
        if (SqlParser.Parse(sql).Statements.FirstOrDefault() is not SelectStatement { Body: SelectBody { From.Count: 0, Targets: [{ Value: FunctionCallExpression call }] } }) return null;
        if (call.Name.Name != "set_config" || call.Arguments.Count != 3) return null;
        if (call.Arguments[0].Value is not ConstantExpression { Kind: ConstantKind.String } name || call.Arguments[1].Value is not ConstantExpression { Kind: ConstantKind.String } value) return null;
        return call.Arguments[2].Value is ConstantExpression { Kind: ConstantKind.Boolean, Value: var local }
            ? new(name.Value.ToLowerInvariant(), "'" + value.Value + "'") { Local = local.Equals("true", StringComparison.OrdinalIgnoreCase) }
            : null;
    }
}
