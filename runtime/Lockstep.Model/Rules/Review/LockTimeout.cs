using System.Globalization;

namespace Lockstep.Model.Rules.Review;

/// <summary>Whether a wait for a lock ends by itself.</summary>
internal static class LockTimeout
{
    /// <summary>
    /// Whether <c>lock_timeout</c> is set to more than 0: by the script, or, if the script says nothing of it, by the runner. Then a statement that
    /// can't have its lock gives up before too many others queue behind it.
    /// </summary>
    /// <param name="settings">The script's settings where the statement stands.</param>
    /// <param name="runner">Who runs the script.</param>
    public static bool IsSet(IReadOnlyDictionary<string, string> settings, ScriptRunner runner)
    {
        // Lockstep sets it for each transaction, and retries.
        if (!settings.TryGetValue("lock_timeout", out var value)) return runner == ScriptRunner.Lockstep;
        return IsLimit(value);
    }

    /// <summary>Whether the value of a timeout is more than 0, which is no limit and PostgreSQL's default.</summary>
    /// <param name="value">The value as SQL; its unit does not matter.</param>
    public static bool IsLimit(string value)
    {
        var digits = new string([.. value.Trim('\'', ' ').TakeWhile(c => char.IsDigit(c) || c == '.')]);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var limit) && limit > 0;
    }
}
