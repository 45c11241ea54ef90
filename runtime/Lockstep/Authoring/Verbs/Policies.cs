using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A new policy, of which the table is still to be said.</summary>
public sealed class CreatePolicyBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreatePolicyBuilder(OperationRecorder recorder, string name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Create.Policy(\"{name}\") does nothing: add .On(table).", origin);
    }

    /// <summary>On which table. Lock: ACCESS EXCLUSIVE, for an instant. It works once row-level security is enabled there.</summary>
    /// <param name="table">The table.</param>
    public CreatePolicyOptions On(string table)
    {
        _said();
        return new(_recorder, new(_name, QualifiedName.Parse(table)) { Origin = _origin });
    }
}

/// <summary>What can be said of a new policy. Without more it lets nobody see a row.</summary>
public sealed class CreatePolicyOptions : OperationOptions<CreatePolicyOptions, CreatePolicy>
{
    internal CreatePolicyOptions(OperationRecorder recorder, CreatePolicy policy)
        : base(recorder, policy)
    {
    }

    /// <summary>It takes rows away (AND) from what others give, and does not give rows itself (OR).</summary>
    public CreatePolicyOptions Restrictive() => With(policy => policy with { Restrictive = true });

    /// <summary>It is for SELECT alone.</summary>
    public CreatePolicyOptions ForSelect() => With(policy => policy with { Command = "SELECT" });

    /// <summary>It is for INSERT alone.</summary>
    public CreatePolicyOptions ForInsert() => With(policy => policy with { Command = "INSERT" });

    /// <summary>It is for UPDATE alone.</summary>
    public CreatePolicyOptions ForUpdate() => With(policy => policy with { Command = "UPDATE" });

    /// <summary>It is for DELETE alone.</summary>
    public CreatePolicyOptions ForDelete() => With(policy => policy with { Command = "DELETE" });

    /// <summary>For whom. Without it, for all.</summary>
    /// <param name="roles">The roles; also <c>CURRENT_USER</c>.</param>
    public CreatePolicyOptions To(params string[] roles) => With(policy => policy with { Roles = Said.Roles(roles) });

    /// <summary>Which rows are seen.</summary>
    /// <param name="condition">An SQL condition.</param>
    public CreatePolicyOptions Using(string condition) => With(policy => policy with { Using = condition });

    /// <summary>Which rows may be written. Without it, those that are seen.</summary>
    /// <param name="condition">An SQL condition.</param>
    public CreatePolicyOptions WithCheck(string condition) => With(policy => policy with { WithCheck = condition });
}

/// <summary>A policy that is changed, of which the table is still to be said.</summary>
public sealed class AlterPolicyBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal AlterPolicyBuilder(OperationRecorder recorder, string name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Alter.Policy(\"{name}\") does nothing: add .On(table) and what changes.", origin);
    }

    /// <summary>On which table. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="table">The table.</param>
    public AlterPolicyOptions On(string table)
    {
        _said();
        return new(_recorder, new(_name, QualifiedName.Parse(table)) { Origin = _origin });
    }
}

/// <summary>What changes of a policy. What is not said stays.</summary>
public sealed class AlterPolicyOptions : OperationOptions<AlterPolicyOptions, AlterPolicy>
{
    internal AlterPolicyOptions(OperationRecorder recorder, AlterPolicy policy)
        : base(recorder, policy)
    {
    }

    /// <summary>For whom from now on.</summary>
    /// <param name="roles">The roles; <c>PUBLIC</c> for all.</param>
    public AlterPolicyOptions To(params string[] roles) => With(policy => policy with { Roles = Said.Roles(roles) });

    /// <summary>Which rows are seen from now on.</summary>
    /// <param name="condition">An SQL condition.</param>
    public AlterPolicyOptions Using(string condition) => With(policy => policy with { Using = condition });

    /// <summary>Which rows may be written from now on.</summary>
    /// <param name="condition">An SQL condition.</param>
    public AlterPolicyOptions WithCheck(string condition) => With(policy => policy with { WithCheck = condition });
}
