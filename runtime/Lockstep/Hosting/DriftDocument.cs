namespace Lockstep.Hosting;

/// <summary>The answer of <c>drift</c>.</summary>
/// <param name="Database">The database.</param>
/// <param name="Ok">Whether nothing differs.</param>
/// <param name="Differences">What does: <c>stays</c> is only in the database, <c>is missing</c> only in the migrations.</param>
/// <param name="NotFollowed">What of the migrations can't be followed without running it.</param>
internal sealed record DriftDocument(string Database, bool Ok, IReadOnlyList<string> Differences, IReadOnlyList<string> NotFollowed);
