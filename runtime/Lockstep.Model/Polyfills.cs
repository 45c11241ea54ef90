#if NETSTANDARD2_0
#pragma warning disable MA0182 // The compiler looks these types up by name; nothing in the source names them.
namespace System.Runtime.CompilerServices;

/// <summary>Lets <c>init</c> accessors and records compile for netstandard2.0, which lacks the type.</summary>
internal static class IsExternalInit;
#endif
