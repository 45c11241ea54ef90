namespace Lockstep.Model.Rules.Security;

/// <summary>Rules about privileges, and about what reaches beyond the database.</summary>
internal static class SecurityRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new DefinerWithoutSearchPath(),
        new GrantedToEverybody(),
        new PrivilegesPassedOn(),
        new ServerReached(),
        new ServerSettingChanged(),
        new ExtensionCreated(),
        new FunctionLanguageUntrusted(),
        new RoleSwitched(),
        new PowerfulRole(),
        new EventTriggerMade(),
    ];
}
