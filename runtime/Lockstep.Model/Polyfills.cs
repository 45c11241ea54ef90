#if NETSTANDARD2_0
#pragma warning disable MA0182 // The compiler looks these types up by name; nothing in the source names them.
namespace System.Runtime.CompilerServices
{
    /// <summary>Lets <c>init</c> accessors and records compile for netstandard2.0, which lacks the type.</summary>
    internal static class IsExternalInit;
}

namespace System
{
    /// <summary>Lets list patterns compile for netstandard2.0, which lacks the type.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        /// <summary>The place in a list of that length.</summary>
        public int GetOffset(int length) => fromEnd ? length - value : value;

        /// <summary>A place counted from the start.</summary>
        public static implicit operator Index(int value) => new(value);
    }
}
#endif
