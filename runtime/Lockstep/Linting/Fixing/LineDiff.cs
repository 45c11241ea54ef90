namespace Lockstep.Linting.Fixing;

/// <summary>A line of a difference.</summary>
/// <param name="Kind"><c>-</c> for what goes, <c>+</c> for what comes, a space for what stays.</param>
/// <param name="Text">The line with its line end.</param>
internal readonly record struct DiffLine(char Kind, string Text);

/// <summary>
/// Tells lines that stay from those that change: where the texts part, it looks for the nearest lines at which they meet again. Fixes touch few lines
/// in few places, for which that is the smallest difference; for any two texts it is a right one.
/// </summary>
internal static class LineDiff
{
    /// <summary>What leads from one list of lines to the other.</summary>
    public static List<DiffLine> Of(List<string> before, List<string> after)
    {
        var result = new List<DiffLine>();
        var (x, y) = (0, 0);
        while (x < before.Count || y < after.Count)
        {
            if (x < before.Count && y < after.Count && before[x] == after[y])
            {
                result.Add(new(' ', before[x++]));
                y++;
                continue;
            }

            var (nextX, nextY) = Meet(before, after, x, y);
            while (x < nextX) result.Add(new('-', before[x++]));
            while (y < nextY) result.Add(new('+', after[y++]));
        }

        return result;
    }

    /// <summary>The nearest place at which a line of one is a line of the other; the ends if there is none.</summary>
    private static (int X, int Y) Meet(List<string> before, List<string> after, int x, int y)
    {
        var (left, right) = (before.Count - x, after.Count - y);
        for (var distance = 1; distance < left + right; distance++)
        {
            for (var skipped = Math.Max(0, distance - right + 1); skipped <= Math.Min(distance, left - 1); skipped++)
            {
                if (before[x + skipped] == after[y + distance - skipped]) return (x + skipped, y + distance - skipped);
            }
        }

        return (before.Count, after.Count);
    }
}
