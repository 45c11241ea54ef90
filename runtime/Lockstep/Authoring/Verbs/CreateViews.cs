using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>What can be said of a new view.</summary>
public sealed class CreateViewOptions : OperationOptions<CreateViewOptions, CreateView>
{
    internal CreateViewOptions(OperationRecorder recorder, CreateView view)
        : base(recorder, view)
    {
    }

    /// <summary>It takes the place of a view of that name, whose columns it must have, in the same order; more may follow.</summary>
    public CreateViewOptions OrReplace() => With(view => view with { OrReplace = true });

    /// <summary>The columns' names, in place of the query's own.</summary>
    /// <param name="names">The names, in order.</param>
    public CreateViewOptions Columns(params string[] names) => With(view => view with { Columns = new(names) });

    /// <summary>The query may name the view; say <see cref="Columns"/> too.</summary>
    public CreateViewOptions Recursive() => With(view => view with { Recursive = true });

    /// <summary>Rights and policies of who asks decide, not of the view's owner (since PostgreSQL 15).</summary>
    public CreateViewOptions SecurityInvoker() => WithOption("security_invoker", "true");

    /// <summary>Functions of who asks see no row that the view leaves out.</summary>
    public CreateViewOptions SecurityBarrier() => WithOption("security_barrier", "true");

    /// <summary>An option of the view.</summary>
    /// <param name="option">Its name.</param>
    /// <param name="value">Its value as SQL.</param>
    public CreateViewOptions WithOption(string option, string value) =>
        With(view => view with { Options = view.Options.With(new(option, value)) });

    /// <summary>What is written through the view must be seen in it, and in the views under it.</summary>
    public CreateViewOptions WithCheckOption() => With(view => view with { CheckOption = "CASCADED" });

    /// <summary>What is written through the view must be seen in it; views under it decide for themselves.</summary>
    public CreateViewOptions WithLocalCheckOption() => With(view => view with { CheckOption = "LOCAL" });
}

/// <summary>What can be said of a new materialized view.</summary>
public sealed class CreateMaterializedViewOptions : OperationOptions<CreateMaterializedViewOptions, CreateMaterializedView>
{
    internal CreateMaterializedViewOptions(OperationRecorder recorder, CreateMaterializedView view)
        : base(recorder, view)
    {
    }

    /// <summary>The columns' names, in place of the query's own.</summary>
    /// <param name="names">The names, in order.</param>
    public CreateMaterializedViewOptions Columns(params string[] names) => With(view => view with { Columns = new(names) });

    /// <summary>An existing relation of that name is no error, and is left as it is.</summary>
    public CreateMaterializedViewOptions IfNotExists() => With(view => view with { IfNotExists = true });

    /// <summary>It stays empty, and can't be read, until it is refreshed.</summary>
    public CreateMaterializedViewOptions WithNoData() => With(view => view with { WithNoData = true });

    /// <summary>A storage parameter.</summary>
    /// <param name="option">Such as <c>fillfactor</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    public CreateMaterializedViewOptions WithOption(string option, string value) =>
        With(view => view with { Storage = view.Storage with { Options = view.Storage.Options.With(new(option, value)) } });

    /// <summary>The tablespace.</summary>
    /// <param name="name">Its name.</param>
    public CreateMaterializedViewOptions Tablespace(string name) =>
        With(view => view with { Storage = view.Storage with { Tablespace = name } });
}
