namespace Lockstep.Model.Rules.Style;

/// <summary>Rules of style, all of which a team switches on if they are its own: LS5040 to LS5069.</summary>
internal static class StyleRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new ForbiddenType(),
        new VarcharLimit(),
        new PaddedCharacters(),
        new LocalTime(),
        new ShortInteger(),
        new SerialColumn(),
        new TroublesomeType(),
        new NullableBoolean(),
        new MissingComment(),
        new MissingColumns(),
        new IdentityByDefault(),
        new ColumnOrder(),
        new CollationNotAllowed(),
        new UnloggedTable(),
    ];
}
