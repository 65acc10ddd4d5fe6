// \0rolldown/runtime.js
var e = Object.defineProperty, t = (e, t, n) => () => {
	if (n) throw n[0];
	try {
		return e && (t = e(e = 0)), t;
	} catch (e) {
		throw n = [e], e;
	}
}, n = (t, n) => {
	let r = {};
	for (var i in t) e(r, i, {
		get: t[i],
		enumerable: !0
	});
	return n || e(r, Symbol.toStringTag, { value: "Module" }), r;
}, r = t((() => {})), i = t((() => {
	r();
}));
// node_modules/svelte/src/internal/shared/utils.js
function a(e) {
	return typeof e == "function";
}
function o(e) {
	return typeof e?.then == "function";
}
function s(e) {
	for (var t = 0; t < e.length; t++) e[t]();
}
function c() {
	var e, t;
	return {
		promise: new Promise((n, r) => {
			e = n, t = r;
		}),
		resolve: e,
		reject: t
	};
}
function l(e, t) {
	if (Array.isArray(e)) return e;
	if (t === void 0 || !(Symbol.iterator in e)) return Array.from(e);
	let n = [];
	for (let r of e) if (n.push(r), n.length === t) break;
	return n;
}
var u, d, f, p, m, h, g, _, v, y, b, x, S = t((() => {
	u = Array.isArray, d = Array.prototype.indexOf, f = Array.prototype.includes, p = Array.from, m = Object.defineProperty, h = Object.getOwnPropertyDescriptor, g = Object.getOwnPropertyDescriptors, _ = Object.prototype, v = Array.prototype, y = Object.getPrototypeOf, b = Object.isExtensible, x = () => {};
})), C, w, T, ee, te, ne, re, ie, ae, oe, se, ce, le, ue, de, fe, pe, me, he, ge, _e, ve, ye, be, xe, Se, Ce = t((() => {
	C = 1 << 24, w = 1024, T = 2048, ee = 4096, te = 8192, ne = 16384, re = 32768, ie = 1 << 25, ae = 65536, oe = 1 << 19, se = 1 << 20, ce = 1 << 25, le = 1 << 21, ue = 1 << 22, de = 1 << 23, fe = Symbol("$state"), pe = Symbol("component"), me = Symbol("legacy props"), he = Symbol(""), ge = Symbol("attributes"), _e = Symbol("class"), ve = Symbol("style"), ye = Symbol("text"), be = Symbol("form reset"), xe = new class extends Error {
		name = "StaleReactionError";
		message = "The reaction that called `getAbortSignal()` was re-run or destroyed";
	}(), Se = !!globalThis.document?.contentType && /* @__PURE__ */ globalThis.document.contentType.includes("xml");
})), we, Te, Ee, De, Oe, ke = t((() => {
	we = {}, Te = Symbol("uninitialized"), Ee = "http://www.w3.org/1999/xhtml", De = "http://www.w3.org/2000/svg", Oe = "http://www.w3.org/1998/Math/MathML";
}));
function Ae() {
	console.warn("https://svelte.dev/e/derived_inert");
}
function je(e) {
	console.warn("https://svelte.dev/e/hydration_mismatch");
}
function Me() {
	console.warn("https://svelte.dev/e/select_multiple_invalid_value");
}
function Ne() {
	console.warn("https://svelte.dev/e/svelte_boundary_reset_noop");
}
var Pe = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/dom/hydration.js
function Fe(e) {
	D = e;
}
function Ie(e) {
	if (e === null) throw je(), we;
	return O = e;
}
function Le() {
	return Ie(/* @__PURE__ */ $n(O));
}
function E(e) {
	if (D) {
		if (/* @__PURE__ */ $n(O) !== null) throw je(), we;
		O = e;
	}
}
function Re(e = 1) {
	if (D) {
		for (var t = e, n = O; t--;) n = /* @__PURE__ */ $n(n);
		O = n;
	}
}
function ze(e = !0) {
	for (var t = 0, n = O;;) {
		if (n.nodeType === 8) {
			var r = n.data;
			if (r === "]") {
				if (t === 0) return n;
				--t;
			} else (r === "[" || r === "[!" || r[0] === "[" && !isNaN(Number(r.slice(1)))) && (t += 1);
		}
		var i = /* @__PURE__ */ $n(n);
		e && n.remove(), n = i;
	}
}
function Be(e) {
	if (!e || e.nodeType !== 8) throw je(), we;
	return e.data;
}
var D, O, Ve = t((() => {
	Ce(), ke(), Pe(), lr(), D = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/equality.js
function He(e) {
	return e === this.v;
}
function Ue(e, t) {
	return e == e ? e !== t || typeof e == "object" && !!e || typeof e == "function" : t == t;
}
function We(e) {
	return !Ue(e, this.v);
}
var Ge = t((() => {}));
function Ke(e) {
	throw Error("https://svelte.dev/e/lifecycle_outside_component");
}
function qe() {
	throw Error("https://svelte.dev/e/missing_context");
}
function Je() {
	throw Error("https://svelte.dev/e/set_context_after_init");
}
var Ye = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/errors.js
function Xe() {
	throw Error("https://svelte.dev/e/async_derived_orphan");
}
function Ze(e, t, n) {
	throw Error("https://svelte.dev/e/each_key_duplicate");
}
function Qe(e) {
	throw Error("https://svelte.dev/e/effect_in_teardown");
}
function $e() {
	throw Error("https://svelte.dev/e/effect_in_unowned_derived");
}
function et(e) {
	throw Error("https://svelte.dev/e/effect_orphan");
}
function tt() {
	throw Error("https://svelte.dev/e/effect_update_depth_exceeded");
}
function nt(e) {
	throw Error("https://svelte.dev/e/props_invalid_value");
}
function rt() {
	throw Error("https://svelte.dev/e/state_descriptors_fixed");
}
function it() {
	throw Error("https://svelte.dev/e/state_prototype_fixed");
}
function at() {
	throw Error("https://svelte.dev/e/state_unsafe_mutation");
}
function ot() {
	throw Error("https://svelte.dev/e/svelte_boundary_reset_onerror");
}
var st = t((() => {
	i(), Ye();
}));
// node_modules/svelte/src/internal/flags/index.js
function ct() {
	ut = !0;
}
var lt, ut, dt = t((() => {
	lt = !1, ut = !1;
})), ft = t((() => {
	S();
})), pt = t((() => {
	ft(), Ce(), B(), H();
})), mt = t((() => {
	i(), S(), Ye();
}));
// node_modules/svelte/src/internal/shared/context.js
function ht(e, t, n) {
	let r = {};
	return [
		() => (n(r) || qe(), e(r)),
		(e) => t(r, e),
		() => n(r)
	];
}
function gt(e) {
	let t = e.p;
	for (; t !== null && t.c === null;) t = t.p;
	return t?.c ?? null;
}
function _t(e, t) {
	return e === null && Ke(t), e.c ??= new Map(gt(e) || void 0);
}
var vt = t((() => {
	Ye();
}));
// node_modules/svelte/src/internal/client/context.js
function yt(e) {
	Et = e;
}
function bt() {
	return ht(xt, St, Ct);
}
function xt(e) {
	return _t(Et, "getContext").get(e);
}
function St(e, t) {
	let n = _t(Et, "setContext");
	if (lt) {
		var r = ci.f;
		!oi && r & 32 && !Et.i || Je();
	}
	return n.set(e, t), t;
}
function Ct(e) {
	return _t(Et, "hasContext").has(e);
}
function k(e, t = !1, n) {
	Et = {
		p: Et,
		i: !1,
		c: null,
		e: null,
		s: e,
		x: null,
		r: ci,
		l: ut && !t ? {
			s: null,
			u: null,
			$: []
		} : null
	};
}
function A(e) {
	var t = Et, n = t.e;
	if (n !== null) {
		t.e = null;
		for (var r of n) yr(r);
	}
	return e !== void 0 && (t.x = e), t.i = !0, Et = t.p, wt(e);
}
function wt(e = {}) {
	return m(e, pe, { value: !0 }), e;
}
function Tt() {
	return !ut || Et !== null && Et.l === null;
}
var Et, Dt = t((() => {
	i(), st(), H(), B(), dt(), Ce(), S(), vt(), Et = null;
}));
// node_modules/svelte/src/internal/client/dom/task.js
function Ot() {
	var e = jt;
	jt = [], s(e);
}
function kt(e) {
	if (jt.length === 0 && !wn) {
		var t = jt;
		queueMicrotask(() => {
			t === jt && Ot();
		});
	}
	jt.push(e);
}
function At() {
	for (; jt.length > 0;) Ot();
}
var jt, Mt = t((() => {
	S(), Mn(), jt = [];
}));
// node_modules/svelte/src/internal/client/reactivity/status.js
function Nt(e, t) {
	e.f = e.f & Ft | t;
}
function Pt(e) {
	e.f & 512 || e.deps === null ? Nt(e, w) : Nt(e, ee);
}
var Ft, It = t((() => {
	Ce(), Ft = ~(T | ee | w);
}));
// node_modules/svelte/src/internal/client/reactivity/utils.js
function Lt(e, t) {
	e.f & 2048 ? t.set(e, T) : e.f & 4096 && t.get(e) !== 2048 && t.set(e, ee), Nt(e, w);
}
var Rt = t((() => {
	Ce(), It();
})), zt = t((() => {
	Ce(), ft(), H();
}));
// node_modules/svelte/src/internal/client/dom/elements/misc.js
function Bt(e, t) {
	if (t) {
		let t = document.body;
		e.autofocus = !0, kt(() => {
			document.activeElement === t && e.focus();
		});
	}
}
function Vt(e) {
	D && /* @__PURE__ */ Qn(e) !== null && er(e);
}
function Ht() {
	Ut || (Ut = !0, document.addEventListener("reset", (e) => {
		Promise.resolve().then(() => {
			if (!e.defaultPrevented) for (let t of e.target.elements) t[be]?.();
		});
	}, { capture: !0 }));
}
var Ut, Wt = t((() => {
	Ve(), lr(), Mt(), Ce(), Ut = !1;
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/shared.js
function Gt(e) {
	var t = oi, n = ci;
	Hr(null), Ur(null);
	try {
		return e();
	} finally {
		Hr(t), Ur(n);
	}
}
function Kt(e, t, n, r = n) {
	e.addEventListener(t, () => Gt(n));
	let i = e[be];
	i ? e[be] = () => {
		i(), r(!0);
	} : e[be] = () => r(!0), Ht();
}
var qt = t((() => {
	B(), H(), Ce(), Wt();
}));
// node_modules/svelte/src/internal/client/reactivity/async.js
function Jt(e, t, n, r) {
	let i = Tt() ? en : nn;
	var a = e.filter((e) => !e.settled), o = t.map(i);
	if (n.length === 0 && a.length === 0) {
		r(o);
		return;
	}
	var s = ci, c = Yt(), l = a.length === 1 ? a[0].promise : a.length > 1 ? Promise.all(a.map((e) => e.promise)) : null;
	function u(e) {
		if (!(s.f & 16384)) {
			c();
			try {
				r([...o, ...e]);
			} catch (e) {
				dr(e, s);
			}
			Xt();
		}
	}
	var d = Zt();
	if (n.length === 0) {
		l.then(() => u([])).finally(d);
		return;
	}
	function f() {
		Promise.all(n.map((e) => /* @__PURE__ */ tn(e))).then(u).catch((e) => dr(e, s)).finally(d);
	}
	l ? l.then(() => {
		s.f & 16384 ? d() : (c(), f(), Xt());
	}) : f();
}
function Yt() {
	var e = ci, t = oi, n = Et, r = M;
	return function(i = !0) {
		Ur(e), Hr(t), yt(n), i && !(e.f & 16384) && (r?.activate(), r?.apply());
	};
}
function Xt(e = !0) {
	Qt = !1, Ur(null), Hr(null), yt(null), e && M?.deactivate();
}
function Zt() {
	var e = ci, t = e.b, n = M, r = !!t?.is_rendered();
	return t?.update_pending_count(1, n), n.increment(r, e), () => {
		t?.update_pending_count(-1, n), n.decrement(r, e);
	};
}
var Qt, $t = t((() => {
	Ce(), i(), Dt(), fr(), H(), Mn(), un(), B();
}));
/*#__NO_SIDE_EFFECTS__*/
function en(e) {
	var t = 2 | T;
	return ci !== null && (ci.f |= oe), {
		ctx: Et,
		deps: null,
		effects: null,
		equals: He,
		f: t,
		fn: e,
		reactions: null,
		rv: 0,
		v: Te,
		wv: 0,
		parent: ci,
		ac: null
	};
}
/*#__NO_SIDE_EFFECTS__*/
function tn(e, t, n) {
	let r = ci;
	r === null && Xe();
	var i = void 0, a = Nn(Te), o = !oi, s = /* @__PURE__ */ new Set();
	return Cr(() => {
		var t = ci, n = c();
		i = n.promise;
		try {
			Promise.resolve(e()).then(n.resolve, (e) => {
				e !== xe && n.reject(e);
			}).finally(Xt);
		} catch (e) {
			n.reject(e), Xt();
		}
		var l = M;
		if (o) {
			if (t.f & 32768) var u = Zt();
			if (r.b?.is_rendered()) l.async_deriveds.get(t)?.reject(ln);
			else for (let e of s.values()) e.reject(ln);
			s.add(n), l.async_deriveds.set(t, n);
		}
		let d = (e, t = void 0) => {
			u?.(), s.delete(n), t !== ln && (l.activate(), t ? (a.f |= de, Fn(a, t)) : (a.f & 8388608 && (a.f ^= de), Fn(a, e)), l.deactivate());
		};
		n.promise.then(d, (e) => d(null, e || "unknown"));
	}), _r(() => {
		for (let e of s) e.reject(ln);
	}), new Promise((e) => {
		function t(n) {
			function r() {
				n === i ? e(a) : t(i);
			}
			n.then(r, r);
		}
		t(i);
	});
}
/*#__NO_SIDE_EFFECTS__*/
function j(e) {
	let t = /* @__PURE__ */ en(e);
	return lt || Wr(t), t;
}
/*#__NO_SIDE_EFFECTS__*/
function nn(e) {
	let t = /* @__PURE__ */ en(e);
	return t.equals = We, t;
}
function rn(e) {
	var t = e.effects;
	if (t !== null) {
		e.effects = null;
		for (var n = 0; n < t.length; n += 1) jr(t[n]);
	}
}
function an(e) {
	var t, n = ci, r = e.parent;
	if (!ai && r !== null && e.v !== Te && r.f & 24576) return Ae(), e.v;
	Ur(r);
	try {
		rn(e), t = Xr(e);
	} finally {
		Ur(n);
	}
	return t;
}
function on(e) {
	var t = an(e);
	!e.equals(t) && (e.wv = qr(), (!M?.is_fork || e.deps === null) && (M === null ? e.v = t : (M.capture(e, t, !0), xn?.capture(e, t, !0)), e.deps === null)) ? Nt(e, w) : ai || (Sn === null ? Pt(e) : (gr() || M?.is_fork) && Sn.set(e, t));
}
function sn(e) {
	if (e.effects !== null) for (let t of e.effects) (t.teardown || t.ac) && (t.teardown?.(), t.ac !== null && Gt(() => {
		t.ac.abort(xe), t.ac = null;
	}), t.fn !== null && (t.teardown = x), $r(t, 0), kr(t));
}
function cn(e) {
	if (e.effects !== null) for (let t of e.effects) t.teardown && t.fn !== null && ei(t);
}
var ln, un = t((() => {
	i(), Ce(), H(), qt(), Ge(), st(), Pe(), B(), Wn(), mt(), dt(), Dt(), ke(), Mn(), $t(), S(), It(), zt(), ln = Symbol("obsolete");
}));
// node_modules/svelte/src/internal/client/reactivity/batch.js
function dn(e) {
	var t = wn, n = xn;
	xn = null, wn = !0;
	try {
		var r;
		for (e && (dn(), r = e());;) {
			if (At(), M === null) return r;
			M.flush();
		}
	} finally {
		wn = t, xn = n;
	}
}
function fn() {
	try {
		tt();
	} catch (e) {
		dr(e, Cn);
	}
}
function pn(e) {
	var t = e.length;
	if (t !== 0) {
		for (var n = 0; n < t;) {
			var r = e[n++];
			if (!(r.f & 24576) && Jr(r) && (jn = /* @__PURE__ */ new Set(), ei(r), r.deps === null && r.first === null && r.nodes === null && r.teardown === null && r.ac === null && Nr(r), jn?.size > 0)) {
				Bn.clear();
				for (let e of jn) {
					if (e.f & 24576) continue;
					let t = [e], n = e.parent;
					for (; n !== null;) jn.has(n) && (jn.delete(n), t.push(n)), n = n.parent;
					for (let e = t.length - 1; e >= 0; e--) {
						let n = t[e];
						n.f & 24576 || ei(n);
					}
				}
				jn.clear();
			}
		}
		jn = null;
	}
}
function mn(e, t, n, r) {
	if (!n.has(e) && (n.add(e), e.reactions !== null)) for (let i of e.reactions) {
		let e = i.f;
		e & 2 ? mn(i, t, n, r) : e & 4194320 && !(e & 2048) && hn(i, t, r) && (Nt(i, T), gn(i));
	}
}
function hn(e, t, n) {
	let r = n.get(e);
	if (r !== void 0) return r;
	if (e.deps !== null) for (let r of e.deps) {
		if (f.call(t, r)) return !0;
		if (r.f & 2 && hn(r, t, n)) return n.set(r, !0), !0;
	}
	return n.set(e, !1), !1;
}
function gn(e) {
	M.schedule(e);
}
function _n(e, t) {
	if (!(e.f & 32 && e.f & 1024)) {
		e.f & 2048 ? t.d.push(e) : e.f & 4096 && t.m.push(e), Nt(e, w);
		for (var n = e.first; n !== null;) _n(n, t), n = n.next;
	}
}
function vn(e) {
	Nt(e, w);
	for (var t = e.first; t !== null;) vn(t), t = t.next;
}
var yn, bn, M, xn, Sn, Cn, wn, Tn, En, Dn, On, kn, An, jn, Mn = t((() => {
	Ce(), dt(), S(), H(), st(), Mt(), i(), fr(), Wn(), B(), Rt(), ke(), It(), mt(), zt(), un(), yn = null, bn = null, M = null, xn = null, Sn = null, Cn = null, wn = !1, Tn = !1, En = null, Dn = null, On = 0, kn = 1, An = class e {
		id = kn++;
		started = !1;
		linked = !0;
		prev = null;
		next = null;
		async_deriveds = /* @__PURE__ */ new Map();
		current = /* @__PURE__ */ new Map();
		previous = /* @__PURE__ */ new Map();
		#e = /* @__PURE__ */ new Set();
		#t = /* @__PURE__ */ new Set();
		#n = 0;
		#r = /* @__PURE__ */ new Map();
		#i = null;
		#a = [];
		#o = [];
		#s = /* @__PURE__ */ new Map();
		#c = /* @__PURE__ */ new Map();
		#l = /* @__PURE__ */ new Set();
		is_fork = !1;
		#u = !1;
		constructor() {
			bn === null ? yn = bn = this : (bn.next = this, this.prev = bn), bn = this;
		}
		#d() {
			if (this.is_fork) return !0;
			for (let e of this.#r.keys()) if (!this.#f(e)) return !0;
			return !1;
		}
		#f(e) {
			for (var t = e; t !== null; t = t.parent) if (this.#c.has(t)) return !0;
			return !1;
		}
		skip_effect(e) {
			this.#c.has(e) || this.#c.set(e, {
				d: [],
				m: []
			}), this.#l.delete(e);
		}
		unskip_effect(e, t = (e) => this.schedule(e)) {
			var n = this.#c.get(e);
			if (n) {
				this.#c.delete(e);
				for (var r of n.d) Nt(r, T), t(r);
				for (r of n.m) Nt(r, ee), t(r);
			}
			this.#l.add(e);
		}
		#p() {
			var e = [];
			for (let i of this.#a) if (!(i.f & 16384 || !(i.f & 6144))) {
				for (var t = i, n = !1; t.parent !== null;) {
					t = t.parent;
					var r = t.f;
					if (r & 96) {
						if (!(r & 1024)) {
							n = !0;
							break;
						}
						t.f ^= w;
					}
				}
				n || e.push(t);
			}
			return this.#a = [], e;
		}
		#m() {
			this.started = !0;
			for (let [e, t] of this.#s) Nt(e, t), this.schedule(e);
			this.apply();
			for (var t = En = [], n = [], r = Dn = []; this.#a.length > 0;) {
				On++ > 1e3 && (this.#x(), fn());
				for (let e of this.#p()) try {
					this.#h(e, t, n);
				} catch (t) {
					throw vn(e), this.#d() || this.discard(), t;
				}
			}
			if (M = null, r.length > 0) {
				var i = e.ensure();
				for (let e of r) i.schedule(e);
			}
			if (En = null, Dn = null, this.#d()) {
				this.#y(n), this.#y(t);
				for (let [e, t] of this.#c) _n(e, t);
				r.length > 0 && M.#m();
				return;
			}
			let a = this.#g();
			if (a) this.#y(n), this.#y(t), a.#v(this);
			else {
				this.#s.clear();
				for (let e of this.#e) e(this);
				this.#e.clear(), xn = this, pn(n), pn(t), xn = null, this.#i?.resolve();
				var o = M;
				this.#n === 0 && (this.#a.length === 0 || o !== null) && (this.#x(), lt && (this.#b(), M = o)), o !== null && (Bn.clear(), o.#m());
			}
		}
		#h(e, t, n) {
			e.f ^= w;
			for (var r = e.first; r !== null;) {
				var i = r.f, a = !!(i & 96);
				if (!(a && i & 1024 || i & 8192 || this.#c.has(r)) && r.fn !== null) {
					a ? r.f ^= w : i & 4 ? t.push(r) : lt && i & 16777224 ? n.push(r) : Jr(r) && (i & 16 && this.add_dirty_reaction(r, ee), ei(r));
					var o = r.first;
					if (o !== null) {
						r = o;
						continue;
					}
				}
				for (; r !== null;) {
					var s = r.next;
					if (s !== null) {
						r = s;
						break;
					}
					r = r.parent;
				}
			}
		}
		#g() {
			for (var e = this.prev; e !== null; e = e.prev) if (!e.is_fork && this.#_(e)) return e;
			return null;
		}
		#_(e) {
			for (let [t, [, n]] of this.current) if (!n && e.current.has(t)) return !0;
			return !1;
		}
		#v(e) {
			for (let [t, n] of e.current) !this.previous.has(t) && e.previous.has(t) && this.previous.set(t, e.previous.get(t)), this.current.set(t, n);
			for (let [t, n] of e.async_deriveds) {
				let e = this.async_deriveds.get(t);
				e && n.promise.then(e.resolve).catch(e.reject);
			}
			e.async_deriveds.clear(), this.transfer_reactions(e.#s);
			let t = (e) => {
				var n = e.reactions;
				if (n !== null && !(e.f & 2 && !(e.f & 6144))) for (let e of n) {
					var r = e.f;
					if (r & 2) t(e);
					else {
						var i = e;
						r & 4194320 && !this.async_deriveds.has(i) && (this.#s.delete(i), Nt(i, T), this.schedule(i));
					}
				}
			};
			for (let e of this.current.keys()) t(e);
			this.oncommit(() => e.discard()), e.#x(), M = this, this.#m();
		}
		#y(e) {
			for (var t = 0; t < e.length; t += 1) Lt(e[t], this.#s);
		}
		capture(e, t, n = !1) {
			e.v !== Te && !this.previous.has(e) && this.previous.set(e, e.v), e.f & 8388608 || (this.current.set(e, [t, n]), Sn?.set(e, t)), this.is_fork || (e.v = t);
		}
		activate() {
			M = this;
		}
		deactivate() {
			M = null, Sn = null;
		}
		flush() {
			try {
				Tn = !0, M = this, this.#m();
			} finally {
				On = 0, Cn = null, En = null, Dn = null, Tn = !1, M = null, Sn = null, Bn.clear();
			}
		}
		discard() {
			for (let e of this.#t) e(this);
			this.#t.clear();
			for (let e of this.async_deriveds.values()) e.reject(ln);
			this.#x(), this.#i?.resolve();
		}
		register_created_effect(e) {
			this.#o.push(e);
		}
		#b() {
			for (let u = yn; u !== null; u = u.next) {
				var e = u.id < this.id, t = [];
				for (let [r, [i, a]] of this.current) {
					if (u.current.has(r)) {
						var n = u.current.get(r)[0];
						if (e && i !== n) u.current.set(r, [i, a]);
						else continue;
					}
					t.push(r);
				}
				if (e) for (let [e, t] of this.async_deriveds) {
					let n = u.async_deriveds.get(e);
					n && t.promise.then(n.resolve).catch(n.reject);
				}
				var r = [...u.current.keys()].filter((e) => !u.current.get(e)[1]);
				if (u.started && r.length !== 0) {
					var i = r.filter((e) => !this.current.has(e));
					if (i.length === 0) e && u.discard();
					else if (t.length > 0) {
						if (e) for (let e of this.#l) u.unskip_effect(e, (e) => {
							e.f & 4194320 ? u.schedule(e) : u.#y([e]);
						});
						u.activate();
						var a = /* @__PURE__ */ new Set(), o = /* @__PURE__ */ new Map();
						for (var s of t) mn(s, i, a, o);
						o = /* @__PURE__ */ new Map();
						var c = [...u.current].filter(([e, t]) => {
							let n = this.current.get(e);
							return !n || n[0] !== t[0] || n[1] !== t[1];
						}).map(([e]) => e);
						if (c.length > 0) for (let e of this.#o) !(e.f & 155648) && hn(e, c, o) && (e.f & 4194320 ? (Nt(e, T), u.schedule(e)) : u.add_dirty_reaction(e, T));
						if (u.#a.length > 0 && !u.#u) {
							u.apply();
							for (var l of u.#p()) u.#h(l, [], []);
						}
						u.deactivate();
					}
				}
			}
		}
		increment(e, t) {
			if (this.#n += 1, e) {
				let e = this.#r.get(t) ?? 0;
				this.#r.set(t, e + 1);
			}
		}
		decrement(e, t) {
			if (--this.#n, e) {
				let e = this.#r.get(t) ?? 0;
				e === 1 ? this.#r.delete(t) : this.#r.set(t, e - 1);
			}
			this.#u || (this.#u = !0, kt(() => {
				this.#u = !1, this.linked && this.flush();
			}));
		}
		transfer_reactions(e) {
			for (let [t, n] of e) this.add_dirty_reaction(t, n);
			e.clear();
		}
		add_dirty_reaction(e, t) {
			(t === 2048 || this.#s.get(e) !== 2048) && this.#s.set(e, t);
		}
		oncommit(e) {
			this.#e.add(e);
		}
		ondiscard(e) {
			this.#t.add(e);
		}
		settled() {
			return (this.#i ??= c()).promise;
		}
		static ensure() {
			if (M === null) {
				let t = M = new e();
				!Tn && !wn && kt(() => {
					t.started || t.flush();
				});
			}
			return M;
		}
		apply() {
			if (!lt || !this.is_fork && this.prev === null && this.next === null) Sn = null;
			else {
				Sn = /* @__PURE__ */ new Map();
				for (let [e, [t]] of this.current) Sn.set(e, t);
				for (let e = yn; e !== null; e = e.next) if (!(e === this || e.is_fork) && (e.id >= this.id || !e.#_(this))) for (let [t, n] of e.previous) Sn.has(t) || Sn.set(t, n);
			}
		}
		schedule(e) {
			Cn = e, e.b?.is_pending && e.f & 16777228 && !(e.f & 32768) ? e.b.defer_effect(e) : this.#a.push(e);
		}
		#x() {
			if (this.linked) {
				var e = this.prev, t = this.next;
				e === null ? yn = t : e.next = t, t === null ? bn = e : t.prev = e, this.linked = !1;
			}
		}
	}, jn = null;
}));
function Nn(e, t) {
	return {
		f: 0,
		v: e,
		reactions: null,
		equals: He,
		rv: 0,
		wv: 0
	};
}
/*#__NO_SIDE_EFFECTS__*/
function N(e, t) {
	let n = Nn(e, t);
	return Wr(n), n;
}
/*#__NO_SIDE_EFFECTS__*/
function Pn(e, t = !1, n = !0) {
	let r = Nn(e);
	return t || (r.equals = We), ut && n && Et !== null && Et.l !== null && (Et.l.s ??= []).push(r), r;
}
function P(e, t, n = !1) {
	return oi !== null && (!si || oi.f & 131072) && Tt() && oi.f & 4325394 && (li === null || !li.has(e)) && at(), Fn(e, n ? Gn(t) : t, Dn);
}
function Fn(e, t, n = null) {
	if (!e.equals(t)) {
		ai ? Bn.set(e, t) : Bn.has(e) || Bn.set(e, e.v);
		var r = An.ensure();
		if (r.capture(e, t), e.f & 2) {
			let t = e;
			e.f & 2048 && an(t), Sn === null && Pt(t);
		}
		e.wv = qr(), Hn = null, Un = 0, Rn(e, T, n), Hn = null, Tt() && ci !== null && ci.f & 1024 && !(ci.f & 96) && (fi === null ? Gr([e]) : fi.push(e)), !r.is_fork && zn.size > 0 && !Vn && In();
	}
	return t;
}
function In() {
	Vn = !1;
	for (let e of zn) {
		e.f & 1024 && Nt(e, ee);
		let t;
		try {
			t = Jr(e);
		} catch {
			t = !0;
		}
		t && ei(e);
	}
	zn.clear();
}
function Ln(e) {
	P(e, e.v + 1);
}
function Rn(e, t, n) {
	var r = e.reactions;
	if (r !== null) {
		var i = Tt(), a = r.length;
		if (Un += a, Un > 1e5 && Hn === null && (Hn = /* @__PURE__ */ new Set()), Hn !== null) {
			if (Hn.has(e)) return;
			Hn.add(e);
		}
		for (var o = 0; o < a; o++) {
			var s = r[o], c = s.f;
			if (i || s !== ci) {
				var l = (c & T) === 0;
				if (l && Nt(s, t), c & 131072) zn.add(s);
				else if (c & 2) {
					var u = s;
					Sn?.delete(u), Rn(u, ee, n);
				} else if (l) {
					var d = s;
					c & 16 && jn !== null && jn.add(d), n === null ? gn(d) : n.push(d);
				}
			}
		}
	}
}
var zn, Bn, Vn, Hn, Un, Wn = t((() => {
	i(), H(), Ge(), Ce(), st(), dt(), pt(), mt(), Dt(), Mn(), Jn(), un(), It(), zn = /* @__PURE__ */ new Set(), Bn = /* @__PURE__ */ new Map(), Vn = !1, Hn = null, Un = 0;
}));
// node_modules/svelte/src/internal/client/proxy.js
function Gn(e) {
	if (typeof e != "object" || !e || fe in e || pe in e) return e;
	let t = y(e);
	if (t !== _ && t !== v) return e;
	var n = /* @__PURE__ */ new Map(), r = u(e), i = /* @__PURE__ */ N(0), a = null, o = hi, s = (e) => {
		if (hi === o) return e();
		var t = oi, n = hi;
		Hr(null), Kr(o);
		var r = e();
		return Hr(t), Kr(n), r;
	};
	return r && n.set("length", /* @__PURE__ */ N(e.length, a)), new Proxy(e, {
		defineProperty(e, t, r) {
			"value" in r && r.configurable !== !1 && r.enumerable !== !1 && r.writable !== !1 || rt();
			var i = n.get(t);
			return i === void 0 ? s(() => {
				var e = /* @__PURE__ */ N(r.value, a);
				return n.set(t, e), e;
			}) : P(i, r.value, !0), !0;
		},
		deleteProperty(e, t) {
			var r = n.get(t);
			if (r === void 0) {
				if (t in e) {
					let e = s(() => /* @__PURE__ */ N(Te, a));
					n.set(t, e), Ln(i);
				}
			} else P(r, Te), Ln(i);
			return !0;
		},
		get(t, r, i) {
			if (r === fe) return e;
			var o = n.get(r), c = r in t;
			if (o === void 0 && (!c || h(t, r)?.writable) && (o = s(() => /* @__PURE__ */ N(Gn(c ? t[r] : Te), a)), n.set(r, o)), o !== void 0) {
				var l = V(o);
				return l === Te ? void 0 : l;
			}
			return Reflect.get(t, r, i);
		},
		getOwnPropertyDescriptor(e, t) {
			this.has?.(e, t);
			var r = Reflect.getOwnPropertyDescriptor(e, t), i = n.get(t);
			if (i !== void 0) {
				var a = V(i);
				if (a === Te) return;
				if (r && "value" in r) r.value = a;
				else return {
					enumerable: !0,
					configurable: !0,
					value: a,
					writable: !0
				};
			}
			return r;
		},
		has(e, t) {
			if (t === fe) return !0;
			var r = n.get(t), i = r !== void 0 && r.v !== Te || Reflect.has(e, t);
			return (r !== void 0 || (ci !== null || oi !== null) && (!i || h(e, t)?.writable)) && (r === void 0 && (r = s(() => /* @__PURE__ */ N(i ? Gn(e[t]) : Te, a)), n.set(t, r)), V(r) === Te) ? !1 : i;
		},
		set(e, t, o, c) {
			var l = n.get(t), u = t in e;
			if (r && t === "length") for (var d = o; d < l.v; d += 1) {
				var f = n.get(d + "");
				f === void 0 ? d in e && (f = s(() => /* @__PURE__ */ N(Te, a)), n.set(d + "", f)) : P(f, Te);
			}
			if (l === void 0) (!u || h(e, t)?.writable) && (l = s(() => /* @__PURE__ */ N(void 0, a)), P(l, Gn(o)), n.set(t, l));
			else {
				u = l.v !== Te;
				var p = s(() => Gn(o));
				P(l, p);
			}
			var m = Reflect.getOwnPropertyDescriptor(e, t);
			if (m?.set && m.set.call(c, o), !u) {
				if (r && typeof t == "string") {
					var g = n.get("length"), _ = Number(t);
					Number.isInteger(_) && _ >= g.v && P(g, _ + 1);
				}
				Ln(i);
			}
			return !0;
		},
		ownKeys(e) {
			V(i);
			var t = Reflect.ownKeys(e).filter((e) => {
				var t = n.get(e);
				return t === void 0 || t.v !== Te;
			});
			for (var [r, a] of n) a.v !== Te && !(r in e) && t.push(r);
			return t;
		},
		setPrototypeOf() {
			it();
		}
	});
}
function Kn(e) {
	try {
		if (typeof e == "object" && e && fe in e) return e[fe];
	} catch {}
	return e;
}
function qn(e, t) {
	return Object.is(Kn(e), Kn(t));
}
var Jn = t((() => {
	i(), H(), S(), Wn(), Ce(), ke(), st(), pt(), mt(), dt();
})), Yn = t((() => {
	Pe(), Jn();
}));
// node_modules/svelte/src/internal/client/dom/operations.js
function Xn() {
	if (ir === void 0) {
		ir = window, ar = document, or = /Firefox/.test(navigator.userAgent);
		var e = Element.prototype, t = Node.prototype, n = Text.prototype;
		sr = h(t, "firstChild").get, cr = h(t, "nextSibling").get, b(e) && (e[_e] = void 0, e[ge] = null, e[ve] = void 0, e.__e = void 0), b(n) && (n[ye] = void 0);
	}
}
function Zn(e = "") {
	return document.createTextNode(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Qn(e) {
	return sr.call(e);
}
/*@__NO_SIDE_EFFECTS__*/
function $n(e) {
	return cr.call(e);
}
function F(e, t) {
	if (!D) return /* @__PURE__ */ Qn(e);
	var n = /* @__PURE__ */ Qn(O);
	if (n === null) n = O.appendChild(Zn());
	else if (t && n.nodeType !== 3) {
		var r = Zn();
		return n?.before(r), Ie(r), r;
	}
	return t && rr(n), Ie(n), n;
}
function I(e, t = !1) {
	if (!D) {
		var n = /* @__PURE__ */ Qn(e);
		return n instanceof Comment && n.data === "" ? /* @__PURE__ */ $n(n) : n;
	}
	if (t) {
		if (O?.nodeType !== 3) {
			var r = Zn();
			return O?.before(r), Ie(r), r;
		}
		rr(O);
	}
	return O;
}
function L(e, t = !1) {
	if (!D) return /* @__PURE__ */ Qn(e);
	var n = F(e, t);
	return E(e), n;
}
function R(e, t = 1, n = !1) {
	let r = D ? O : e;
	for (var i; t--;) i = r, r = /* @__PURE__ */ $n(r);
	if (!D) return r;
	if (n) {
		if (r?.nodeType !== 3) {
			var a = Zn();
			return r === null ? i?.after(a) : r.before(a), Ie(a), a;
		}
		rr(r);
	}
	return Ie(r), r;
}
function er(e) {
	e.textContent = "";
}
function tr() {
	return !lt || jn !== null ? !1 : (ci.f & re) !== 0;
}
function nr(e, t, n) {
	return t == null || t === "http://www.w3.org/1999/xhtml" ? n ? document.createElement(e, { is: n }) : document.createElement(e) : n ? document.createElementNS(t, e, { is: n }) : document.createElementNS(t, e);
}
function rr(e) {
	if (e.nodeValue.length < 65536) return;
	let t = e.nextSibling;
	for (; t !== null && t.nodeType === 3;) t.remove(), e.nodeValue += t.nodeValue, t = e.nextSibling;
}
var ir, ar, or, sr, cr, lr = t((() => {
	Ve(), i(), Yn(), S(), H(), dt(), Ce(), Mn(), ke();
}));
// node_modules/svelte/src/internal/client/error-handling.js
function ur(e) {
	var t = ci;
	if (t === null) return oi.f |= de, e;
	if (!(t.f & 32768) && !(t.f & 4)) throw e;
	dr(e, t);
}
function dr(e, t) {
	if (e === we) throw e;
	if (!(t !== null && t.f & 16384)) {
		for (; t !== null;) {
			if (t.f & 128 && !(t.f & 33570816)) {
				if (!(t.f & 32768)) throw e;
				try {
					t.b.error(e);
					return;
				} catch (t) {
					e = t;
				}
			}
			t = t.parent;
		}
		throw e;
	}
}
var fr = t((() => {
	i(), ke(), lr(), Ce(), S(), H();
}));
// node_modules/svelte/src/internal/client/reactivity/effects.js
function pr(e) {
	ci === null && (oi === null && et(e), $e()), ai && Qe(e);
}
function mr(e, t) {
	var n = t.last;
	n === null ? t.last = t.first = e : (n.next = e, e.prev = n, t.last = e);
}
function hr(e, t) {
	var n = ci;
	n !== null && n.f & 8192 && (e |= te);
	var r = {
		ctx: Et,
		deps: null,
		nodes: null,
		f: e | T | 512,
		first: null,
		fn: t,
		last: null,
		next: null,
		parent: n,
		b: n && n.b,
		prev: null,
		teardown: null,
		wv: 0,
		ac: null
	};
	M?.register_created_effect(r);
	var i = r;
	if (e & 4) En === null ? An.ensure().schedule(r) : En.push(r);
	else if (t !== null) {
		try {
			ei(r);
		} catch (e) {
			throw jr(r), e;
		}
		i.deps === null && i.teardown === null && i.nodes === null && i.first === i.last && !(i.f & 524288) && (i = i.first, e & 16 && e & 65536 && i !== null && (i.f |= ae));
	}
	if (i !== null && (i.parent = n, n !== null && mr(i, n), oi !== null && oi.f & 2 && !(e & 64))) {
		var a = oi;
		(a.effects ??= []).push(i);
	}
	return r;
}
function gr() {
	return oi !== null && !si;
}
function _r(e) {
	let t = hr(8, null);
	return Nt(t, w), t.teardown = e, t;
}
function vr(e) {
	pr("$effect");
	var t = ci.f;
	if (!oi && t & 32 && Et !== null && !Et.i) {
		var n = Et;
		(n.e ??= []).push(e);
	} else return yr(e);
}
function yr(e) {
	return hr(4 | se, e);
}
function br(e) {
	return pr("$effect.pre"), hr(8 | se, e);
}
function xr(e) {
	An.ensure();
	let t = hr(64 | oe, e);
	return (e = {}) => new Promise((n) => {
		e.outro ? Pr(t, () => {
			jr(t), n(void 0);
		}) : (jr(t), n(void 0));
	});
}
function Sr(e) {
	return hr(4, e);
}
function Cr(e) {
	return hr(ue | oe, e);
}
function wr(e, t = 0) {
	return hr(8 | t, e);
}
function z(e, t = [], n = [], r = []) {
	Jt(r, t, n, (t) => {
		hr(8, () => {
			e(...t.map(V));
		});
	});
}
function Tr(e, t = 0) {
	return hr(16 | t, e);
}
function Er(e, t = 0) {
	return hr(C | t, e);
}
function Dr(e) {
	return hr(32 | oe, e);
}
function Or(e) {
	var t = e.teardown;
	if (t !== null) {
		let n = ai, r = oi;
		Vr(!0), Hr(null);
		try {
			t.call(null);
		} catch (t) {
			dr(t, e.parent);
		} finally {
			Vr(n), Hr(r);
		}
	}
}
function kr(e, t = !1) {
	var n = e.first;
	for (e.first = e.last = null; n !== null;) {
		let e = n.ac;
		e !== null && Gt(() => {
			e.abort(xe);
		});
		var r = n.next;
		n.f & 64 ? n.parent = null : jr(n, t), n = r;
	}
}
function Ar(e) {
	for (var t = e.first; t !== null;) {
		var n = t.next;
		t.f & 32 || jr(t), t = n;
	}
}
function jr(e, t = !0) {
	var n = !1;
	(t || e.f & 262144) && e.nodes !== null && e.nodes.end !== null && (Mr(e.nodes.start, e.nodes.end), n = !0), e.f |= ie, kr(e, t && !n), $r(e, 0);
	var r = e.nodes && e.nodes.t;
	if (r !== null) for (let e of r) e.stop();
	Or(e), e.f ^= ie, e.f |= ne;
	var i = e.parent;
	i !== null && i.first !== null && Nr(e), e.next = e.prev = e.teardown = e.ctx = e.deps = e.fn = e.nodes = e.ac = e.b = null;
}
function Mr(e, t) {
	for (; e !== null;) {
		var n = e === t ? null : /* @__PURE__ */ $n(e);
		e.remove(), e = n;
	}
}
function Nr(e) {
	var t = e.parent, n = e.prev, r = e.next;
	n !== null && (n.next = r), r !== null && (r.prev = n), t !== null && (t.first === e && (t.first = r), t.last === e && (t.last = n));
}
function Pr(e, t, n = !0) {
	var r = [];
	e.f |= 256, Fr(e, r, !0);
	var i = () => {
		n && jr(e), t && t();
	}, a = r.length;
	if (a > 0) {
		var o = () => --a || i();
		for (var s of r) s.out(o);
	} else i();
}
function Fr(e, t, n) {
	if (!(e.f & 8192)) {
		e.f ^= te;
		var r = e.nodes && e.nodes.t;
		if (r !== null) for (let e of r) (e.is_global || n) && t.push(e);
		for (var i = e.first; i !== null;) {
			var a = i.next;
			if (!(i.f & 64)) {
				var o = !!(i.f & 65536) || !!(i.f & 32) && !!(e.f & 16);
				Fr(i, t, o ? n : !1);
			}
			i = a;
		}
	}
}
function Ir(e) {
	e.f &= -257, Lr(e, !0);
}
function Lr(e, t) {
	if (!(e.f & 256) && e.f & 8192) {
		e.f ^= te, e.f & 1024 || (Nt(e, T), An.ensure().schedule(e));
		for (var n = e.first; n !== null;) {
			var r = n.next, i = !!(n.f & 65536) || !!(n.f & 32);
			Lr(n, i ? t : !1), n = r;
		}
		var a = e.nodes && e.nodes.t;
		if (a !== null) for (let e of a) (e.is_global || t) && e.in();
	}
}
function Rr(e, t) {
	if (e.nodes) for (var n = e.nodes.start, r = e.nodes.end; n !== null;) {
		var i = n === r ? null : /* @__PURE__ */ $n(n);
		t.append(n), n = i;
	}
}
var B = t((() => {
	H(), Ce(), fr(), st(), i(), S(), lr(), Dt(), Mn(), $t(), qt(), It();
})), zr, Br = t((() => {
	Wn(), H(), zr = null;
}));
// node_modules/svelte/src/internal/client/runtime.js
function Vr(e) {
	ai = e;
}
function Hr(e) {
	oi = e;
}
function Ur(e) {
	ci = e;
}
function Wr(e) {
	oi !== null && (!lt && oi.f & 2097152 || oi.f & 2) && (li ??= /* @__PURE__ */ new Set()).add(e);
}
function Gr(e) {
	fi = e;
}
function Kr(e) {
	hi = e;
}
function qr() {
	return ++pi;
}
function Jr(e) {
	var t = e.f;
	if (t & 2048) return !0;
	if (t & 4096) {
		for (var n = e.deps, r = n.length, i = 0; i < r; i++) {
			var a = n[i];
			if (Jr(a) && on(a), a.wv > e.wv) return !0;
		}
		t & 512 && Sn === null && Nt(e, w);
	}
	return !1;
}
function Yr(e, t, n = !0) {
	var r = e.reactions;
	if (r !== null && (lt || li === null || !li.has(e))) for (var i = 0; i < r.length; i++) {
		var a = r[i];
		a.f & 2 ? Yr(a, t, !1) : t === a && (n ? Nt(a, T) : a.f & 1024 && Nt(a, ee), gn(a));
	}
}
function Xr(e) {
	var t = ui, n = di, r = fi, i = oi, a = li, o = Et, s = si, c = hi, l = e.f;
	ui = null, di = 0, fi = null, oi = l & 96 ? null : e, li = null, yt(e.ctx), si = !1, hi = ++mi, e.ac !== null && (Gt(() => {
		e.ac.abort(xe);
	}), e.ac = null);
	try {
		e.f |= le;
		var u = e.fn, d = u();
		e.f |= re;
		var f = Zr(e);
		if (Tt() && fi !== null && !si && f !== null && !(e.f & 6146)) for (var p = 0; p < fi.length; p++) Yr(fi[p], e);
		if (i !== null && i !== e) {
			if (mi++, i.deps !== null) for (let e = 0; e < n; e += 1) i.deps[e].rv = mi;
			if (t !== null) for (let e of t) e.rv = mi;
			fi !== null && (r === null ? r = fi : r.push(...fi));
		}
		return e.f & 8388608 && (e.f ^= de), d;
	} catch (t) {
		return Zr(e), ur(t);
	} finally {
		e.f ^= le, ui = t, di = n, fi = r, oi = i, li = a, yt(o), si = s, hi = c;
	}
}
function Zr(e) {
	var t = e.deps, n = M?.is_fork;
	if (ui !== null) {
		var r;
		if (n || $r(e, di), t !== null && di > 0) for (t.length = di + ui.length, r = 0; r < ui.length; r++) t[di + r] = ui[r];
		else e.deps = t = ui;
		if (gr() && e.f & 512) for (r = di; r < t.length; r++) (t[r].reactions ??= []).push(e);
	} else !n && t !== null && di < t.length && ($r(e, di), t.length = di);
	return t;
}
function Qr(e, t) {
	let n = t.reactions;
	if (n !== null) {
		var r = d.call(n, e);
		if (r !== -1) {
			var i = n.length - 1;
			i === 0 ? n = t.reactions = null : (n[r] = n[i], n.pop());
		}
	}
	if (n === null && t.f & 2 && (ui === null || !f.call(ui, t))) {
		var a = t;
		a.f & 512 && (a.f ^= 512), a.v !== Te && Pt(a), a.ac !== null && Gt(() => {
			a.ac.abort(xe), a.ac = null, Nt(a, T);
		}), sn(a), $r(a, 0);
	}
}
function $r(e, t) {
	var n = e.deps;
	if (n !== null) for (var r = t; r < n.length; r++) Qr(e, n[r]);
}
function ei(e) {
	var t = e.f;
	if (!(t & 16384)) {
		Nt(e, w);
		var n = ci;
		ci = e;
		try {
			t & 16777232 ? Ar(e) : kr(e), Or(e);
			var r = Xr(e);
			e.teardown = typeof r == "function" ? r : null, e.wv = pi;
		} finally {
			ci = n;
		}
	}
}
async function ti() {
	if (lt) return new Promise((e) => {
		requestAnimationFrame(() => e()), setTimeout(() => e());
	});
	await Promise.resolve(), dn();
}
function V(e) {
	var t = !!(e.f & 2);
	if (zr?.add(e), oi !== null && !si && !(ci !== null && ci.f & 16384) && (li === null || !li.has(e))) {
		var n = oi.deps;
		if (oi.f & 2097152) e.rv < mi && (e.rv = mi, ui === null && n !== null && n[di] === e ? di++ : ui === null ? ui = [e] : ui.push(e));
		else {
			oi.deps ??= [], f.call(oi.deps, e) || oi.deps.push(e);
			var r = e.reactions;
			r === null ? e.reactions = [oi] : f.call(r, oi) || r.push(oi);
		}
	}
	if (ai && Bn.has(e)) return Bn.get(e);
	if (t) {
		var i = e;
		if (ai) {
			var a = i.v;
			return (!(i.f & 1024) && i.reactions !== null || ri(i)) && (a = an(i)), Bn.set(i, a), a;
		}
		var o = !(i.f & 512) && !si && oi !== null && !!(oi.f & 512), s = (i.f & re) === 0;
		Jr(i) && (o && (i.f |= 512), on(i)), o && !s && (cn(i), ni(i));
	}
	if (Sn?.has(e)) return Sn.get(e);
	if (e.f & 8388608) throw e.v;
	return e.v;
}
function ni(e) {
	if (e.f |= 512, e.deps !== null) for (let n of e.deps) {
		var t = n.reactions;
		t === null ? n.reactions = [e] : f.call(t, e) || t.push(e), n.f & 2 && !(n.f & 512) && (cn(n), ni(n));
	}
}
function ri(e) {
	if (e.v === Te) return !0;
	if (e.deps === null) return !1;
	for (let t of e.deps) if (Bn.has(t) || t.f & 2 && ri(t)) return !0;
	return !1;
}
function ii(e) {
	var t = si;
	try {
		return si = !0, e();
	} finally {
		si = t;
	}
}
var ai, oi, si, ci, li, ui, di, fi, pi, mi, hi, H = t((() => {
	i(), S(), B(), Ce(), Wn(), un(), dt(), pt(), mt(), Dt(), Mn(), fr(), ke(), Br(), qt(), It(), Pe(), ai = !1, oi = null, si = !1, ci = null, li = null, ui = null, di = 0, fi = null, pi = 1, mi = 0, hi = mi;
})), gi = t((() => {
	Z(), Is(), B();
}));
function _i(e) {
	return e.endsWith("capture") && e !== "gotpointercapture" && e !== "lostpointercapture";
}
function vi(e) {
	return Si.includes(e);
}
function yi(e) {
	return e = e.toLowerCase(), wi[e] ?? e;
}
function bi(e) {
	return Ti.includes(e);
}
function xi(e) {
	return Di.includes(e);
}
var Si, Ci, wi, Ti, Ei, Di, Oi = t((() => {
	Si = [
		"beforeinput",
		"click",
		"change",
		"dblclick",
		"contextmenu",
		"focusin",
		"focusout",
		"input",
		"keydown",
		"keyup",
		"mousedown",
		"mousemove",
		"mouseout",
		"mouseover",
		"mouseup",
		"pointerdown",
		"pointermove",
		"pointerout",
		"pointerover",
		"pointerup",
		"touchend",
		"touchmove",
		"touchstart"
	], Ci = /* @__PURE__ */ "allowfullscreen.async.autofocus.autoplay.checked.controls.default.disabled.formnovalidate.indeterminate.inert.ismap.loop.multiple.muted.nomodule.novalidate.open.playsinline.readonly.required.reversed.seamless.selected.webkitdirectory.defer.disablepictureinpicture.disableremoteplayback".split("."), wi = {
		formnovalidate: "formNoValidate",
		ismap: "isMap",
		nomodule: "noModule",
		playsinline: "playsInline",
		readonly: "readOnly",
		defaultvalue: "defaultValue",
		defaultchecked: "defaultChecked",
		srcobject: "srcObject",
		novalidate: "noValidate",
		allowfullscreen: "allowFullscreen",
		disablepictureinpicture: "disablePictureInPicture",
		disableremoteplayback: "disableRemotePlayback"
	}, [...Ci], Ti = ["touchstart", "touchmove"], Ei = [
		"$state",
		"$state.raw",
		"$derived",
		"$derived.by"
	], [...Ei], Di = [
		"textarea",
		"script",
		"style",
		"title"
	];
})), ki = t((() => {
	Ce(), Oi(), H();
})), Ai = t((() => {
	Ce(), Ve(), Dt();
}));
// node_modules/svelte/src/internal/client/dom/elements/events.js
function ji(e, t, n, r = {}) {
	function i(e) {
		if (r.capture || Fi.call(t, e), !e.cancelBubble) return Gt(() => n?.call(this, e));
	}
	return e.startsWith("pointer") || e.startsWith("touch") || e === "wheel" ? (i.__removed = !1, kt(() => {
		i.__removed || t.addEventListener(e, i, r);
	})) : t.addEventListener(e, i, r), i;
}
function Mi(e, t, n, r = {}) {
	var i = ji(t, e, n, r);
	return () => {
		i.__removed = !0, e.removeEventListener(t, i, r);
	};
}
function Ni(e, t, n, r, i) {
	var a = {
		capture: r,
		passive: i
	}, o = ji(e, t, n, a);
	(t === document.body || t === window || t === document || t instanceof HTMLMediaElement) && _r(() => {
		o.__removed = !0, t.removeEventListener(e, o, a);
	});
}
function U(e, t, n) {
	(t[Ii] ??= {})[e] = n;
}
function Pi(e) {
	for (var t = 0; t < e.length; t++) Li.add(e[t]);
	for (var n of Ri) n(e);
}
function Fi(e) {
	var t = this, n = t.ownerDocument, r = e.type, i = e.composedPath?.() || [], a = i[0] || e.target;
	zi = e, Bi || (Bi = !0, setTimeout(() => {
		Bi = !1, zi = null;
	}));
	var o = 0, s = zi === e && e[Ii];
	if (s) {
		var c = i.indexOf(s);
		if (c !== -1 && (t === document || t === window)) {
			e[Ii] = t;
			return;
		}
		var l = i.indexOf(t);
		if (l === -1) return;
		c <= l && (o = c);
	}
	if (a = i[o] || e.target, a !== t) {
		m(e, "currentTarget", {
			configurable: !0,
			get() {
				return a || n;
			}
		});
		var u = oi, d = ci;
		Hr(null), Ur(null);
		try {
			for (var f, p = []; a !== null && a !== t;) {
				try {
					var h = a[Ii]?.[r];
					h == null || a.disabled && e.target !== a || h.call(a, e);
				} catch (e) {
					f ? p.push(e) : f = e;
				}
				if (e.cancelBubble) break;
				o++, a = o < i.length ? i[o] : null;
			}
			if (f) {
				for (let e of p) queueMicrotask(() => {
					throw e;
				});
				throw f;
			}
		} finally {
			e[Ii] = t, delete e.currentTarget, Hr(u), Ur(d);
		}
	}
}
var Ii, Li, Ri, zi, Bi, Vi = t((() => {
	B(), S(), Ve(), Mt(), H(), qt(), Ii = Symbol("events"), Li = /* @__PURE__ */ new Set(), Ri = /* @__PURE__ */ new Set(), zi = null, Bi = !1;
}));
// node_modules/svelte/src/internal/client/dom/reconciler.js
function Hi(e) {
	return Wi?.createHTML(e) ?? e;
}
function Ui(e) {
	var t = nr("template");
	return t.innerHTML = Hi(e.replaceAll("<!>", "<!---->")), t.content;
}
var Wi, Gi = t((() => {
	lr(), Wi = globalThis?.window?.trustedTypes && /* @__PURE__ */ globalThis.window.trustedTypes.createPolicy("svelte-trusted-html", { createHTML: (e) => e });
}));
// node_modules/svelte/src/internal/client/dom/template.js
function Ki(e, t) {
	var n = ci;
	n.nodes === null && (n.nodes = {
		start: e,
		end: t,
		a: null,
		t: null
	});
}
/*#__NO_SIDE_EFFECTS__*/
function W(e, t) {
	var n = !!(t & 1), r = !!(t & 2), i, a = !e.startsWith("<!>");
	return () => {
		if (D) return Ki(O, null), O;
		i === void 0 && (i = Ui(a ? e : "<!>" + e), n || (i = /* @__PURE__ */ Qn(i)));
		var t = r || or ? document.importNode(i, !0) : i.cloneNode(!0);
		if (n) {
			var o = /* @__PURE__ */ Qn(t), s = t.lastChild;
			Ki(o, s);
		} else Ki(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function qi(e, t, n = "svg") {
	var r = !e.startsWith("<!>"), i = !!(t & 1), a = `<${n}>${r ? e : "<!>" + e}</${n}>`, o;
	return () => {
		if (D) return Ki(O, null), O;
		if (!o) {
			var e = /* @__PURE__ */ Qn(Ui(a));
			if (i) for (o = document.createDocumentFragment(); /* @__PURE__ */ Qn(e);) o.appendChild(/* @__PURE__ */ Qn(e));
			else o = /* @__PURE__ */ Qn(e);
		}
		var t = o.cloneNode(!0);
		if (i) {
			var n = /* @__PURE__ */ Qn(t), r = t.lastChild;
			Ki(n, r);
		} else Ki(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Ji(e, t) {
	return /* @__PURE__ */ qi(e, t, "svg");
}
function Yi(e = "") {
	if (!D) {
		var t = Zn(e + "");
		return Ki(t, t), t;
	}
	var n = O;
	return n.nodeType === 3 ? rr(n) : (n.before(n = Zn()), Ie(n)), Ki(n, n), n;
}
function G() {
	if (D) return Ki(O, null), O;
	var e = document.createDocumentFragment(), t = document.createComment(""), n = Zn();
	return e.append(t, n), Ki(t, n), e;
}
function K(e, t) {
	if (D) {
		var n = ci;
		n.f & 32768 && n.nodes.end !== null || (n.nodes.end = O), Le();
	} else e !== null && e.before(t);
}
function Xi() {
	if (D && O && O.nodeType === 8 && O.textContent?.startsWith("$")) {
		let e = O.textContent.substring(1);
		return Le(), e;
	}
	return (window.__svelte ??= {}).uid ??= 1, `c${window.__svelte.uid++}`;
}
var Zi = t((() => {
	Ve(), lr(), Gi(), H(), ke(), Ce();
}));
// node_modules/svelte/src/reactivity/create-subscriber.js
function Qi(e) {
	let t = 0, n = Nn(0), r;
	return () => {
		gr() && (V(n), wr(() => (t === 0 && (r = ii(() => e(() => Ln(n)))), t += 1, () => {
			kt(() => {
				--t, t === 0 && (r?.(), r = void 0, Ln(n));
			});
		})));
	};
}
var $i = t((() => {
	H(), B(), Wn(), pt(), i(), Mt();
}));
// node_modules/svelte/src/internal/client/dom/blocks/boundary.js
function ea(e, t, n, r) {
	new na(e, t, n, r);
}
var ta, na, ra = t((() => {
	Ce(), ke(), Dt(), fr(), B(), H(), Ve(), Mt(), st(), Pe(), i(), Mn(), Wn(), pt(), $i(), lr(), Rt(), ta = ae | oe, na = class {
		parent;
		is_pending = !1;
		transform_error;
		#e;
		#t = D ? O : null;
		#n;
		#r;
		#i;
		#a = null;
		#o = null;
		#s = null;
		#c = null;
		#l = 0;
		#u = 0;
		#d = !1;
		#f = /* @__PURE__ */ new Map();
		#p = null;
		#m = Qi(() => (this.#p = Nn(this.#l), () => {
			this.#p = null;
		}));
		constructor(e, t, n, r) {
			this.#e = e, this.#n = t, this.#r = (e) => {
				var t = ci;
				t.b = this, t.f |= 128, n(e);
			}, this.parent = ci.b, this.transform_error = r ?? this.parent?.transform_error ?? ((e) => e), this.#i = Tr(() => {
				if (D) {
					let e = Be(this.#t);
					Le();
					let t = e === "[!";
					if (e.startsWith("[?")) {
						let t = JSON.parse(e.slice(2));
						this.#g(t);
					} else t ? this.#y() : this.#h();
				} else this.#b();
			}, ta), D && (this.#e = O);
		}
		#h() {
			try {
				this.#a = Dr(() => this.#r(this.#e));
			} catch (e) {
				this.error(e);
			}
		}
		#g(e) {
			let t = this.#n.failed, { reset: n, invoke_onerror: r } = this.#_(e);
			kt(r), t && (this.#s = Dr(() => {
				t(this.#e, () => e, () => n);
			}));
		}
		#_(e) {
			var t = !1, n = !1;
			let r = () => {
				this.#v() || (t ? Ne() : (t = !0, n && ot(), this.#s !== null && Pr(this.#s, () => {
					this.#s = null;
				}), this.#S(() => {
					this.#b();
				})));
			};
			return {
				reset: r,
				invoke_onerror: () => {
					if (!this.#v()) try {
						n = !0, this.#n.onerror?.(e, r), n = !1;
					} catch (e) {
						dr(e, this.#i && this.#i.parent);
					}
				}
			};
		}
		#v() {
			return (this.#i.f & (ne | ie)) !== 0;
		}
		#y() {
			let e = this.#n.pending;
			e && (this.is_pending = !0, this.#o = Dr(() => e(this.#e)), kt(() => {
				if (!this.#v()) {
					var e = this.#c = document.createDocumentFragment(), t = Zn(), n = !1;
					e.append(t), this.#a = this.#S(() => {
						try {
							return Dr(() => this.#r(t));
						} catch (e) {
							try {
								this.error(e), n = !0;
							} catch (e) {
								dr(e, this.#i.parent);
							}
							return null;
						}
					}), this.#a === null ? (this.#c = null, n && this.#x(M)) : this.#u === 0 && (this.#e.before(e), this.#c = null, Pr(this.#o, () => {
						this.#o = null;
					}), this.#x(M));
				}
			}));
		}
		#b() {
			try {
				if (this.is_pending = this.has_pending_snippet(), this.#u = 0, this.#l = 0, this.#a = Dr(() => {
					this.#r(this.#e);
				}), this.#u > 0) {
					var e = this.#c = document.createDocumentFragment();
					Rr(this.#a, e);
					let t = this.#n.pending;
					this.#o = Dr(() => t(this.#e));
				} else this.#x(M);
			} catch (e) {
				this.error(e);
			}
		}
		#x(e) {
			this.is_pending = !1, e.transfer_reactions(this.#f);
		}
		defer_effect(e) {
			Lt(e, this.#f);
		}
		is_rendered() {
			return !this.is_pending && (!this.parent || this.parent.is_rendered());
		}
		has_pending_snippet() {
			return !!this.#n.pending;
		}
		#S(e) {
			var t = ci, n = oi, r = Et;
			Ur(this.#i), Hr(this.#i), yt(this.#i.ctx);
			try {
				return An.ensure(), e();
			} finally {
				Ur(t), Hr(n), yt(r);
			}
		}
		#C(e, t) {
			this.has_pending_snippet() ? (this.#u += e, this.#u === 0 && (this.#x(t), this.#o && Pr(this.#o, () => {
				this.#o = null;
			}), this.#c &&= (this.#e.before(this.#c), null))) : this.parent && this.parent.#C(e, t);
		}
		update_pending_count(e, t) {
			this.#C(e, t), this.#l += e, !this.#p || this.#d || (this.#d = !0, kt(() => {
				this.#d = !1, this.#p && Fn(this.#p, this.#l);
			}));
		}
		get_effect_pending() {
			return this.#m(), V(this.#p);
		}
		error(e) {
			if (e === we || !this.#n.onerror && !this.#n.failed) throw e;
			M?.is_fork ? (this.#a && M.skip_effect(this.#a), this.#o && M.skip_effect(this.#o), this.#s && M.skip_effect(this.#s), M.oncommit(() => {
				this.#v() || this.#w(e);
			})) : this.#w(e);
		}
		#w(e) {
			this.#a &&= (jr(this.#a), null), this.#o &&= (jr(this.#o), null), this.#s &&= (jr(this.#s), null), D && (Ie(this.#t), Re(), Ie(ze()));
			let t = this.#n.failed, n = (e) => {
				if (this.#v()) return;
				let { reset: n, invoke_onerror: r } = this.#_(e);
				r(), t && !this.#v() && (this.#s = this.#S(() => {
					try {
						return Dr(() => {
							var r = ci;
							r.b = this, r.f |= 128, t(this.#e, () => e, () => n);
						});
					} catch (e) {
						return dr(e, this.#i.parent), null;
					}
				}));
			};
			kt(() => {
				if (!this.#v()) {
					var t;
					try {
						t = this.transform_error(e);
					} catch (e) {
						dr(e, this.#i && this.#i.parent);
						return;
					}
					typeof t == "object" && t && typeof t.then == "function" ? t.then(n, (e) => dr(e, this.#i && this.#i.parent)) : n(t);
				}
			});
		}
	};
}));
// node_modules/svelte/src/internal/client/render.js
function ia(e) {
	ca = e;
}
function q(e, t) {
	var n = t == null ? "" : typeof t == "object" ? `${t}` : t;
	n !== (e[ye] ??= e.nodeValue) && (e[ye] = n, e.nodeValue = `${n}`);
}
function aa(e, t) {
	return oa(e, t);
}
function oa(e, { target: t, anchor: n, props: r = {}, events: i, context: a, intro: o = !0, transformError: s }) {
	Xn();
	var c = void 0, l = xr(() => {
		var l = n ?? t.appendChild(Zn());
		ea(l, { pending: () => {} }, (t) => {
			k({});
			var n = Et;
			if (a && (n.c = a), i && (r.$$events = i), D && Ki(t, null), ca = o, c = e(t, r) || wt(), ca = !0, D && (ci.nodes.end = O, O === null || O.nodeType !== 8 || O.data !== "]")) throw je(), we;
			A();
		}, s);
		var u = /* @__PURE__ */ new Set(), d = (e) => {
			for (var n = 0; n < e.length; n++) {
				var r = e[n];
				if (!u.has(r)) {
					u.add(r);
					var i = bi(r);
					for (let e of [t, document]) {
						var a = la.get(e);
						a === void 0 && (a = /* @__PURE__ */ new Map(), la.set(e, a));
						var o = a.get(r);
						o === void 0 ? (e.addEventListener(r, Fi, { passive: i }), a.set(r, 1)) : a.set(r, o + 1);
					}
				}
			}
		};
		return d(p(Li)), Ri.add(d), () => {
			for (var e of u) for (let n of [t, document]) {
				var r = la.get(n), i = r.get(e);
				--i == 0 ? (n.removeEventListener(e, Fi), r.delete(e), r.size === 0 && la.delete(n)) : r.set(e, i);
			}
			Ri.delete(d), l !== n && l.parentNode?.removeChild(l);
		};
	});
	return ua.set(c, l), c;
}
function sa(e, t) {
	let n = ua.get(e);
	return n ? (ua.delete(e), n(t)) : Promise.resolve();
}
var ca, la, ua, da = t((() => {
	i(), lr(), ke(), H(), Dt(), B(), Ve(), S(), Vi(), Pe(), st(), Zi(), Oi(), Ce(), ra(), la = /* @__PURE__ */ new Map(), ua = /* @__PURE__ */ new WeakMap();
})), fa = t((() => {
	Ce(), Ve(), B(), Wn(), da(), H();
})), pa = t((() => {
	S(), Ce(), Dt(), Oi();
})), ma = t((() => {
	st(), Dt();
})), ha = t((() => {
	ft(), B(), H(), mt();
})), ga = t((() => {
	$t(), H(), Ve(), Zi();
})), _a = t((() => {
	st();
})), va, ya = t((() => {
	Mn(), B(), Ce(), Ve(), lr(), i(), va = class {
		anchor;
		#e = /* @__PURE__ */ new Map();
		#t = /* @__PURE__ */ new Map();
		#n = /* @__PURE__ */ new Map();
		#r = /* @__PURE__ */ new Set();
		#i = !0;
		constructor(e, t = !0) {
			this.anchor = e, this.#i = t;
		}
		#a = (e) => {
			if (this.#e.has(e)) {
				var t = this.#e.get(e), n = this.#t.get(t);
				if (n) Ir(n), this.#r.delete(t);
				else {
					var r = this.#n.get(t);
					r && (Ir(r.effect), this.#t.set(t, r.effect), this.#n.delete(t), r.fragment.lastChild.remove(), this.anchor.before(r.fragment), n = r.effect);
				}
				for (let [t, n] of this.#e) {
					if (this.#e.delete(t), t === e) break;
					let r = this.#n.get(n);
					r && (jr(r.effect), this.#n.delete(n));
				}
				for (let [e, r] of this.#t) {
					if (e === t || this.#r.has(e)) continue;
					let i = () => {
						if (Array.from(this.#e.values()).includes(e)) {
							var t = document.createDocumentFragment();
							Rr(r, t), t.append(Zn()), this.#n.set(e, {
								effect: r,
								fragment: t
							});
						} else jr(r);
						this.#r.delete(e), this.#t.delete(e);
					};
					this.#i || !n ? (this.#r.add(e), Pr(r, i, !1)) : i();
				}
			}
		};
		#o = (e) => {
			this.#e.delete(e);
			let t = Array.from(this.#e.values());
			for (let [e, n] of this.#n) t.includes(e) || (jr(n.effect), this.#n.delete(e));
		};
		ensure(e, t) {
			var n = M, r = tr();
			if (t && !this.#t.has(e) && !this.#n.has(e)) {
				if (r) {
					var i = document.createDocumentFragment(), a = Zn();
					i.append(a), this.#n.set(e, {
						effect: Dr(() => t(a)),
						fragment: i
					});
				} else this.#t.set(e, Dr(() => t(this.anchor)));
			}
			if (this.#e.set(n, e), r) {
				for (let [t, r] of this.#t) t === e ? n.unskip_effect(r) : n.skip_effect(r);
				for (let [t, r] of this.#n) t === e ? n.unskip_effect(r.effect) : n.skip_effect(r.effect);
				n.oncommit(this.#a), n.ondiscard(this.#o);
			} else D && (this.anchor = O), this.#a(n);
		}
	};
}));
// node_modules/svelte/src/internal/client/dom/blocks/await.js
function ba(e, t, n, r, i) {
	D && Le();
	var a = Tt(), s = Te, c = a ? Nn(s) : /* @__PURE__ */ Pn(s, !1, !1), l = a ? Nn(s) : /* @__PURE__ */ Pn(s, !1, !1), u = new va(e);
	Tr(() => {
		var a = M, s = t(), d = !1;
		let f = D && o(s) === (e.data === "[!");
		if (f && (Ie(ze()), Fe(!1)), o(s)) {
			var p = Yt(), m = !1;
			let e = (e) => {
				if (!d) {
					m = !0, p(!1), M === a && a.deactivate(), An.ensure();
					try {
						e();
					} finally {
						Xt(!1), wn || dn();
					}
				}
			};
			s.then((t) => {
				e(() => {
					Fn(c, t), u.ensure(Sa, r && ((e) => r(e, c)));
				});
			}, (t) => {
				e(() => {
					if (Fn(l, t), u.ensure(Ca, i && ((e) => i(e, l))), !i) throw l.v;
				});
			}), D ? u.ensure(xa, n) : kt(() => {
				m || e(() => {
					u.ensure(xa, n);
				});
			});
		} else Fn(c, s), u.ensure(Sa, r && ((e) => r(e, c)));
		return f && Fe(!0), () => {
			d = !0;
		};
	});
}
var xa, Sa, Ca, wa = t((() => {
	S(), B(), Wn(), Ve(), Mt(), ke(), Dt(), Mn(), ya(), $t(), i(), xa = 0, Sa = 1, Ca = 2;
}));
// node_modules/svelte/src/internal/client/dom/blocks/if.js
function J(e, t, n = !1) {
	var r;
	D && (r = O, Le());
	var i = new va(e), a = n ? ae : 0;
	function o(e, t) {
		if (D) {
			var n = Be(r);
			if (e !== parseInt(n.substring(1))) {
				var a = ze();
				Ie(a), i.anchor = a, Fe(!1), i.ensure(e, t), Fe(!0);
				return;
			}
		}
		i.ensure(e, t);
	}
	Tr(() => {
		var e = !1;
		t((t, n = 0) => {
			e = !0, o(n, t);
		}), e || o(-1, null);
	}, a);
}
var Ta = t((() => {
	Ce(), Ve(), B(), ya();
}));
// node_modules/svelte/src/internal/client/dom/blocks/key.js
function Ea(e, t, n) {
	D && Le();
	var r = new va(e), i = !Tt();
	Tr(() => {
		var e = t();
		e !== e && (e = Da), i && typeof e == "object" && e && (e = {}), r.ensure(e, n);
	});
}
var Da, Oa = t((() => {
	Dt(), B(), Ve(), ya(), Da = Symbol("NaN");
})), ka = t((() => {
	B(), Ve(), lr();
}));
// node_modules/svelte/src/internal/client/dom/blocks/each.js
function Aa(e, t) {
	return t;
}
function ja(e, t, n) {
	for (var r = [], i = t.length, a, o = t.length, s = 0; s < i; s++) {
		let n = t[s];
		Pr(n, () => {
			if (a) {
				if (a.pending.delete(n), a.done.add(n), a.pending.size === 0) {
					var t = e.outrogroups;
					Ma(e, p(a.done)), t.delete(a), t.size === 0 && (e.outrogroups = null);
				}
			} else --o;
		}, !1);
	}
	if (o === 0) {
		var c = r.length === 0 && n !== null && e.pending.size === 0;
		if (c) {
			var l = n, u = l.parentNode;
			er(u), u.append(l), e.items.clear();
		}
		Ma(e, t, !c);
	} else a = {
		pending: new Set(t),
		done: /* @__PURE__ */ new Set()
	}, (e.outrogroups ??= /* @__PURE__ */ new Set()).add(a);
}
function Ma(e, t, n = !0) {
	var r;
	if (e.pending.size > 0) {
		r = /* @__PURE__ */ new Set();
		for (let t of e.pending.values()) for (let n of t) r.add(e.items.get(n).e);
	}
	for (var i = 0; i < t.length; i++) {
		var a = t[i];
		r?.has(a) ? (a.f |= ce, Rr(a, document.createDocumentFragment())) : jr(t[i], n);
	}
}
function Y(e, t, n, r, i, a = null) {
	var o = e, s = /* @__PURE__ */ new Map();
	if (t & 4) {
		var c = e;
		o = D ? Ie(/* @__PURE__ */ Qn(c)) : c.appendChild(Zn());
	}
	D && Le();
	var l = null, d = /* @__PURE__ */ nn(() => {
		var e = n();
		return u(e) ? e : e == null ? [] : p(e);
	}), f = /* @__PURE__ */ new Map(), m = !0;
	function h(e) {
		if (!(_.effect.f & 16384)) {
			_.pending.delete(e);
			var n = V(d);
			_.fallback = l, Pa(_, n, o, t, r), l !== null && (n.length === 0 ? l.f & 33554432 ? (l.f ^= ce, Ia(l, null, o)) : Ir(l) : Pr(l, () => {
				l = null;
			}));
		}
	}
	function g(e) {
		_.pending.delete(e);
	}
	var _ = {
		effect: Tr(() => {
			var e = V(d), c = e.length;
			let u = !1;
			D && Be(o) === "[!" != (c === 0) && (o = ze(), Ie(o), Fe(!1), u = !0);
			for (var p = /* @__PURE__ */ new Set(), _ = M, v = tr(), y = 0; y < c; y += 1) {
				D && O.nodeType === 8 && O.data === "]" && (o = O, u = !0, Fe(!1));
				var b = e[y], x = r(b, y), S = m ? null : s.get(x);
				S ? (S.v && Fn(S.v, b), S.i && Fn(S.i, y), v && _.unskip_effect(S.e)) : (S = Fa(s, m ? o : Ra ??= Zn(), b, x, y, i, t, n), m || (S.e.f |= ce), s.set(x, S)), p.add(x);
			}
			if (c === 0 && a && !l && (m ? l = Dr(() => a(o)) : (l = Dr(() => a(Ra ??= Zn())), l.f |= ce)), c > p.size && Ze("", "", ""), D && c > 0 && Ie(ze()), !m) {
				if (f.set(_, p), v) {
					for (let [e, t] of s) p.has(e) || _.skip_effect(t.e);
					_.oncommit(h), _.ondiscard(g);
				} else h(_);
			}
			u && Fe(!0), V(d);
		}),
		flags: t,
		items: s,
		pending: f,
		outrogroups: null,
		fallback: l
	};
	m = !1, D && (o = O);
}
function Na(e) {
	for (; e !== null && !(e.f & 32);) e = e.next;
	return e;
}
function Pa(e, t, n, r, i) {
	var a = !!(r & 8), o = t.length, s = e.items, c = Na(e.effect.first), l, u = null, d, f = [], m = [], h, g, _, v;
	if (a) for (v = 0; v < o; v += 1) h = t[v], g = i(h, v), _ = s.get(g).e, _.f & 33554432 || (_.nodes?.a?.measure(), (d ??= /* @__PURE__ */ new Set()).add(_));
	for (v = 0; v < o; v += 1) {
		if (h = t[v], g = i(h, v), _ = s.get(g).e, e.outrogroups !== null) for (let t of e.outrogroups) t.pending.delete(_), t.done.delete(_);
		if (_.f & 8192 && (Ir(_), a && (_.nodes?.a?.unfix(), (d ??= /* @__PURE__ */ new Set()).delete(_))), _.f & 33554432) {
			if (_.f ^= ce, _ === c) Ia(_, null, n);
			else {
				var y = u ? u.next : c;
				_ === e.effect.last && (e.effect.last = _.prev), _.prev && (_.prev.next = _.next), _.next && (_.next.prev = _.prev), La(e, u, _), La(e, _, y), Ia(_, y, n), u = _, f = [], m = [], c = Na(u.next);
				continue;
			}
		}
		if (_ !== c) {
			if (l !== void 0 && l.has(_)) {
				if (f.length < m.length) {
					var b = m[0], x;
					u = b.prev;
					var S = f[0], C = f[f.length - 1];
					for (x = 0; x < f.length; x += 1) Ia(f[x], b, n);
					for (x = 0; x < m.length; x += 1) l.delete(m[x]);
					La(e, S.prev, C.next), La(e, u, S), La(e, C, b), c = b, u = C, --v, f = [], m = [];
				} else l.delete(_), Ia(_, c, n), La(e, _.prev, _.next), La(e, _, u === null ? e.effect.first : u.next), La(e, u, _), u = _;
				continue;
			}
			for (f = [], m = []; c !== null && c !== _;) (l ??= /* @__PURE__ */ new Set()).add(c), m.push(c), c = Na(c.next);
			if (c === null) continue;
		}
		_.f & 33554432 || f.push(_), u = _, c = Na(_.next);
	}
	if (e.outrogroups !== null) {
		for (let t of e.outrogroups) t.pending.size === 0 && (Ma(e, p(t.done)), e.outrogroups?.delete(t));
		e.outrogroups.size === 0 && (e.outrogroups = null);
	}
	if (c !== null || l !== void 0) {
		var w = [];
		if (l !== void 0) for (_ of l) _.f & 8192 || w.push(_);
		for (; c !== null;) !(c.f & 8192) && c !== e.fallback && w.push(c), c = Na(c.next);
		var T = w.length;
		if (T > 0) {
			var ee = r & 4 && o === 0 ? n : null;
			if (a) {
				for (v = 0; v < T; v += 1) w[v].nodes?.a?.measure();
				for (v = 0; v < T; v += 1) w[v].nodes?.a?.fix();
			}
			ja(e, w, ee);
		}
	}
	a && kt(() => {
		if (d !== void 0) for (_ of d) _.nodes?.a?.apply();
	});
}
function Fa(e, t, n, r, i, a, o, s) {
	var c = o & 1 ? o & 16 ? Nn(n) : /* @__PURE__ */ Pn(n, !1, !1) : null, l = o & 2 ? Nn(i) : null;
	return {
		v: c,
		i: l,
		e: Dr(() => (a(t, c ?? n, l ?? i, s), () => {
			e.delete(r);
		}))
	};
}
function Ia(e, t, n) {
	if (e.nodes) for (var r = e.nodes.start, i = e.nodes.end, a = t && !(t.f & 33554432) ? t.nodes.start : n; r !== null;) {
		var o = /* @__PURE__ */ $n(r);
		if (a.before(r), r === i) return;
		r = o;
	}
}
function La(e, t, n) {
	t === null ? e.effect.first = n : t.next = n, n === null ? e.effect.last = t : n.prev = t;
}
var Ra, za = t((() => {
	ke(), Ve(), lr(), B(), Wn(), S(), Ce(), Mt(), H(), i(), un(), Mn(), st(), pt();
}));
function Ba(e, t, n = !1, r = !1, i = !1, a = !1) {
	var o = e, s = "";
	if (n) {
		var c = e;
		D && (o = Ie(/* @__PURE__ */ Qn(c)));
	}
	z(() => {
		var e = ci;
		if (s === (s = t() ?? "")) D && Le();
		else if (n && !D) e.nodes = null, c.innerHTML = s, s !== "" && Ki(/* @__PURE__ */ Qn(c), c.lastChild);
		else if (e.nodes !== null && (Mr(e.nodes.start, e.nodes.end), e.nodes = null), s !== "") {
			if (D) {
				for (var a = O.data, l = Le(), u = l; l !== null && (l.nodeType !== 8 || l.data !== "");) u = l, l = /* @__PURE__ */ $n(l);
				if (l === null) throw je(), we;
				Ki(O, u), o = Ie(l);
			} else {
				var d = nr(r ? "svg" : i ? "math" : "template", r ? De : i ? Oe : void 0);
				d.innerHTML = s;
				var f = r || i ? d : d.content;
				if (Ki(/* @__PURE__ */ Qn(f), f.lastChild), r || i) for (; /* @__PURE__ */ Qn(f);) o.before(/* @__PURE__ */ Qn(f));
				else o.before(f);
			}
		}
	});
}
var Va = t((() => {
	ke(), B(), Ve(), Zi(), Pe(), Oi(), i(), Dt(), lr(), H(), Ce();
})), Ha = t((() => {
	Ve(), lr(), Zi();
})), Ua = t((() => {
	Oi(), Ye();
}));
// node_modules/svelte/src/internal/client/dom/blocks/snippet.js
function Wa(e, t, ...n) {
	var r = new va(e);
	Tr(() => {
		let e = t() ?? null;
		r.ensure(e, e && ((t) => e(t, ...n)));
	}, ae);
}
var Ga = t((() => {
	Ce(), B(), Dt(), Ve(), Gi(), Zi(), st(), i(), lr(), Ua(), ya();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-component.js
function Ka(e, t, n) {
	var r;
	D && (r = O, Le());
	var i = new va(e);
	Tr(() => {
		var e = t() ?? null;
		if (D && Be(r) === "[" != (e !== null)) {
			var a = ze();
			Ie(a), i.anchor = a, Fe(!1), i.ensure(e, e && ((t) => n(t, e))), Fe(!0);
		} else i.ensure(e, e && ((t) => n(t, e)));
	}, ae);
}
var qa = t((() => {
	Ce(), B(), Ve(), ya(), ke();
})), Ja = t((() => {
	S();
})), Ya = t((() => {
	Ja();
}));
// node_modules/svelte/src/internal/client/dom/elements/transitions.js
function Xa(e) {
	Za = e;
}
var Za, Qa = t((() => {
	S(), B(), H(), Ya(), da(), Ce(), Mt(), qt();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-element.js
function $a(e, t, n, r, i, a) {
	let o = D;
	D && Le();
	var s = null;
	D && O.nodeType === 1 && (s = O, Le());
	var c = D ? O : e, l = ci, u = new va(c, !1);
	Tr(() => {
		let e = t() || null;
		var a = i ? i() : n || e === "svg" ? De : void 0;
		if (e === null) u.ensure(null, null), ia(!0);
		else return u.ensure(e, (t) => {
			if (e) {
				var n = D;
				if (s = D ? s : nr(e, a), Ki(s, s), r) {
					var i = null;
					D && xi(e) && s.append(i = document.createComment(""));
					var o = D ? /* @__PURE__ */ Qn(s) : s.appendChild(Zn());
					D && (o === null ? Fe(!1) : Ie(o)), Xa(l), r(s, o), i?.remove(), Xa(null);
				}
				ci.nodes.end = s, n || t.before(s);
			}
			D && Ie(t);
		}), ia(!0), () => {
			e && ia(!1);
		};
	}, ae), _r(() => {
		ia(!0);
	}), o && (Fe(!0), Ie(c));
}
var eo = t((() => {
	ke(), Ve(), lr(), B(), da(), H(), Dt(), i(), Ce(), Zi(), Oi(), ya(), Qa();
})), to = t((() => {
	Ve(), lr(), B(), Ce();
})), no = t((() => {
	B(), lr(), H();
})), ro = t((() => {
	B(), H();
}));
// node_modules/svelte/src/internal/client/dom/elements/attachments.js
function io(e, t) {
	var n = void 0, r;
	Er(() => {
		n !== (n = t()) && (r &&= (jr(r), null), n && (r = Dr(() => {
			Sr(() => n(e));
		})));
	});
}
var ao = t((() => {
	B();
}));
// node_modules/clsx/dist/clsx.mjs
function oo(e) {
	var t, n, r = "";
	if (typeof e == "string" || typeof e == "number") r += e;
	else if (typeof e == "object") {
		if (Array.isArray(e)) {
			var i = e.length;
			for (t = 0; t < i; t++) e[t] && (n = oo(e[t])) && (r && (r += " "), r += n);
		} else for (n in e) e[n] && (r && (r += " "), r += n);
	}
	return r;
}
function so() {
	for (var e, t, n = 0, r = "", i = arguments.length; n < i; n++) (e = arguments[n]) && (t = oo(e)) && (r && (r += " "), r += t);
	return r;
}
var co = t((() => {}));
// node_modules/svelte/src/internal/shared/attributes.js
function lo(e) {
	return typeof e == "object" ? so(e) : e ?? "";
}
function uo(e, t, n) {
	var r = e == null ? "" : "" + e;
	if (t && (r = r ? r + " " + t : t), n) {
		for (var i of Object.keys(n)) if (n[i]) r = r ? r + " " + i : i;
		else if (r.length) for (var a = i.length, o = 0; (o = r.indexOf(i, o)) >= 0;) {
			var s = o + a;
			(o === 0 || ho.includes(r[o - 1])) && (s === r.length || ho.includes(r[s])) ? r = (o === 0 ? "" : r.substring(0, o)) + r.substring(s + 1) : o = s;
		}
	}
	return r === "" ? null : r;
}
function fo(e, t = !1) {
	var n = t ? " !important;" : ";", r = "";
	for (var i of Object.keys(e)) {
		var a = e[i];
		a != null && a !== "" && (r += " " + i + ": " + a + n);
	}
	return r;
}
function po(e) {
	return e[0] !== "-" || e[1] !== "-" ? e.toLowerCase() : e;
}
function mo(e, t) {
	if (t) {
		var n = "", r, i;
		if (Array.isArray(t) ? (r = t[0], i = t[1]) : r = t, e) {
			e = String(e).replaceAll(/\/\*.*?\*\//g, "").trim();
			var a = !1, o = 0, s = !1, c = [];
			r && c.push(...Object.keys(r).map(po)), i && c.push(...Object.keys(i).map(po));
			var l = 0, u = -1;
			let t = e.length;
			for (var d = 0; d < t; d++) {
				var f = e[d];
				if (s ? f === "/" && e[d - 1] === "*" && (s = !1) : a ? a === f && (a = !1) : f === "/" && e[d + 1] === "*" ? s = !0 : f === "\"" || f === "'" ? a = f : f === "(" ? o++ : f === ")" && o--, !s && a === !1 && o === 0) {
					if (f === ":" && u === -1) u = d;
					else if (f === ";" || d === t - 1) {
						if (u !== -1) {
							var p = po(e.substring(l, u).trim());
							if (!c.includes(p)) {
								f !== ";" && d++;
								var m = e.substring(l, d).trim();
								n += " " + m + ";";
							}
						}
						l = d + 1, u = -1;
					}
				}
			}
		}
		return r && (n += fo(r)), i && (n += fo(i, !0)), n = n.trim(), n === "" ? null : n;
	}
	return e == null ? null : String(e);
}
var ho, go = t((() => {
	co(), S(), ho = [..." 	\n\r\f\xA0\v﻿"];
}));
// node_modules/svelte/src/internal/client/dom/elements/class.js
function _o(e, t, n, r, i, a) {
	var o = e[_e];
	if (D || o !== n || o === void 0) {
		var s = uo(n, r, a);
		D && s === e.getAttribute("class") || (s == null ? e.removeAttribute("class") : t ? e.className = s : e.setAttribute("class", s)), e[_e] = n;
	} else if (a && i !== a) for (var c in a) {
		var l = !!a[c];
		(i == null || l !== !!i[c]) && e.classList.toggle(c, l);
	}
	return a;
}
var vo = t((() => {
	go(), Ce(), Ve();
}));
// node_modules/svelte/src/internal/client/dom/elements/style.js
function yo(e, t = {}, n, r) {
	for (var i in n) {
		var a = n[i];
		t[i] !== a && (n[i] == null ? e.style.removeProperty(i) : e.style.setProperty(i, a, r));
	}
}
function bo(e, t, n, r) {
	var i = e[ve];
	if (D || i !== t) {
		var a = mo(t, r);
		D && a === e.getAttribute("style") || (a == null ? e.removeAttribute("style") : e.style.cssText = a), e[ve] = t;
	} else r && (Array.isArray(r) ? (yo(e, n?.[0], r[0]), yo(e, n?.[1], r[1], "important")) : yo(e, n, r));
	return r;
}
var xo = t((() => {
	go(), Ce(), Ve();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/select.js
function So(e, t) {
	t ? e.hasAttribute("selected") || e.setAttribute("selected", "") : e.removeAttribute("selected");
}
function Co(e, t) {
	var n = !("__defaultValue" in e);
	(n || e.__defaultValue !== t) && (e.__defaultValue = t, wo(e, !n || "__value" in e));
}
function wo(e, t) {
	var n = e.__defaultValue, r = e.multiple, i = r ? n ?? [] : null;
	if (!r || u(i)) {
		var a = e.selectedIndex, o = t && r ? new Set(e.selectedOptions) : null;
		for (var s of e.options) {
			var c = Oo(s);
			So(s, r ? i.includes(c) : qn(c, n));
		}
		if (t) {
			if (o !== null) for (s of e.options) {
				var l = o.has(s);
				s.selected !== l && (s.selected = l);
			}
			else e.selectedIndex !== a && (e.selectedIndex = a);
		}
	}
}
function To(e, t, n = !1) {
	if (e.multiple) {
		if (t == null) return;
		if (!u(t)) return Me();
		for (var r of e.options) r.selected = t.includes(Oo(r));
	} else {
		for (r of e.options) if (qn(Oo(r), t)) {
			r.selected = !0;
			return;
		}
		n && t === void 0 || (e.selectedIndex = -1);
	}
}
function Eo(e) {
	var t = new MutationObserver((t) => {
		t.every(ko) || ("__defaultValue" in e && wo(e, !1), "__value" in e && To(e, e.__value));
	});
	t.observe(e, {
		childList: !0,
		subtree: !0,
		attributes: !0,
		attributeFilter: ["value"]
	}), _r(() => {
		t.disconnect();
	});
}
function Do(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet(), i = !0;
	Kt(e, "change", (t) => {
		var i = t ? "[selected]" : ":checked", a;
		if (e.multiple) a = [].map.call(e.querySelectorAll(i), Oo);
		else {
			var o = e.querySelector(i) ?? e.querySelector("option:not([disabled])");
			a = o && Oo(o);
		}
		n(a), e.__value = a, M !== null && r.add(M);
	}), Sr(() => {
		var a = t();
		if (e === document.activeElement) {
			var o = lt ? xn : M;
			if (r.has(o)) return;
		}
		if (To(e, a, i), i && a === void 0) {
			var s = e.querySelector(":checked");
			s !== null && (a = Oo(s), n(a));
		}
		e.__value = a, i = !1;
	});
}
function Oo(e) {
	return "__value" in e ? e.__value : e.value;
}
function ko(e) {
	if (e.target.closest("selectedcontent") !== null) return !0;
	if (e.type === "childList") {
		var t = [...e.addedNodes, ...e.removedNodes];
		return t.length > 0 && t.every((e) => e.nodeName === "SELECTEDCONTENT");
	}
	return !1;
}
var Ao = t((() => {
	B(), qt(), Jn(), S(), Pe(), Mn(), dt();
}));
// node_modules/svelte/src/internal/client/dom/elements/attributes.js
function jo(e) {
	if (D) {
		var t = !1, n = () => {
			if (!t) {
				if (t = !0, e.hasAttribute("value")) {
					var n = e.value;
					X(e, "value", null), e.value = n;
				}
				if (e.hasAttribute("checked")) {
					var r = e.checked;
					X(e, "checked", null), e.checked = r;
				}
			}
		};
		e[be] = n, kt(n), Ht();
	}
}
function Mo(e, t) {
	var n = Io(e);
	n.value !== (n.value = t ?? void 0) && (e.value !== t || t === 0 && e.nodeName === Ko) && (e.value = t ?? "");
}
function No(e, t) {
	var n = Io(e);
	n.checked !== (n.checked = t ?? void 0) && (e.checked = t);
}
function X(e, t, n, r) {
	var i = Io(e);
	if (!(D && (i[t] = e.getAttribute(t), t === "src" || t === "srcset" || t === "href" && e.nodeName === Ho))) {
		var a = i[t];
		a !== (i[t] = n) && (t === "loading" && (e[he] = n), n == null ? e.removeAttribute(t) : typeof n != "string" && Lo(e).has(t) ? e[t] = n : (!D || typeof n != "number" && typeof n != "boolean" || a !== String(n)) && e.setAttribute(t, n));
	}
}
function Po(e, t, n, r, i = !1, a = !1) {
	D && i && e.nodeName === Uo && ("defaultValue" in n || "defaultChecked" in n || jo(e));
	var o = Io(e), s = o[Bo], c = !o[Vo];
	let l = D && s;
	l && Fe(!1);
	var u = t || {}, d = e.nodeName === Wo, f = e.nodeName === Go;
	try {
		for (var p in t) !(p in n) && p[0] + p[1] !== "$$" && (n[p] = null);
		n.class ? n.class = lo(n.class) : (r || n[Ro]) && (n.class = null), n[zo] && (n.style ??= null);
		var m = Lo(e);
		if (e.nodeName === Uo && "type" in n && ("value" in n || "__value" in n)) {
			var h = n.type;
			(h !== u.type || h === void 0 && e.hasAttribute("type")) && (u.type = h, X(e, "type", h, a));
		}
		for (let i in n) {
			let l = n[i];
			if (d && i === "value" && l == null) e.value = e.__value = "", u[i] = l;
			else if (i === "class") _o(e, e.namespaceURI === "http://www.w3.org/1999/xhtml", l, r, t?.[Ro], n[Ro]), u[i] = l, u[Ro] = n[Ro];
			else if (i === "style") bo(e, l, t?.[zo], n[zo]), u[i] = l, u[zo] = n[zo];
			else {
				var g = u[i];
				if (l !== g || l === void 0 && e.hasAttribute(i)) {
					u[i] = l;
					var _ = i[0] + i[1];
					if (_ !== "$$") {
						if (_ === "on") {
							let t = {}, n = "$$" + i, r = i.slice(2);
							var v = vi(r);
							if (_i(r) && (r = r.slice(0, -7), t.capture = !0), !v && g) {
								if (l != null) continue;
								e.removeEventListener(r, u[n], t), u[n] = null;
							}
							if (v) U(r, e, l), Pi([r]);
							else if (l != null) {
								function a(e) {
									u[i].call(this, e);
								}
								u[n] = ji(r, e, a, t);
							}
						} else if (i === "style") X(e, i, l);
						else if (i === "autofocus") Bt(e, !!l);
						else if (!s && (i === "__value" || i === "value" && l != null)) e.__value = l, (g == null || e.value !== l || l === 0 && e.nodeName === Ko) && (e.value = l);
						else if (i === "selected" && d) So(e, l);
						else {
							var y = i;
							c || (y = yi(y));
							var b = y === "defaultValue" || y === "defaultChecked";
							if (f && y === "defaultValue") continue;
							if (l == null && !s && !b) {
								if (o[i] = null, y === "value" || y === "checked") {
									let n = e, r = t === void 0;
									if (y === "value") {
										let e = n.defaultValue;
										n.removeAttribute(y), n.defaultValue = e, n.value = n.__value = r ? e : null;
									} else {
										let e = n.defaultChecked;
										n.removeAttribute(y), n.defaultChecked = e, n.checked = r ? e : !1;
									}
								} else e.removeAttribute(i);
							} else b || (s || typeof l != "string") && m.has(y) ? (e[y] = l, y in o && (o[y] = Te)) : typeof l != "function" && X(e, y, l, a);
						}
					}
				}
			}
		}
	} finally {
		l && Fe(!0);
	}
	return u;
}
function Fo(e, t, n = [], r = [], i = [], a, o = !1, s = !1) {
	Jt(i, n, r, (n) => {
		var r = void 0, i = {}, c = e.nodeName === Go, l = !1;
		if (Er(() => {
			var u = t(...n.map(V)), d = Po(e, r, u, a, o, s);
			if (l && c) {
				var f = e;
				"defaultValue" in u && Co(f, u.defaultValue), "value" in u && To(f, u.value);
			}
			for (let e of Object.getOwnPropertySymbols(i)) u[e] || jr(i[e]);
			for (let t of Object.getOwnPropertySymbols(u)) {
				var p = u[t];
				t.description !== "@attach" || r && p === r[t] || (i[t] && jr(i[t]), i[t] = Dr(() => io(e, () => p))), d[t] = p;
			}
			r = d;
		}), c) {
			var u = e;
			Sr(() => {
				var e = r;
				"defaultValue" in e && Co(u, e.defaultValue), To(u, e.value, !0), Eo(u);
			});
		}
		l = !0;
	});
}
function Io(e) {
	return e[ge] ??= {
		[Bo]: e.nodeName.includes("-"),
		[Vo]: e.namespaceURI === Ee
	};
}
function Lo(e) {
	var t = e.getAttribute("is") || e.nodeName, n = qo.get(t);
	if (n) return n;
	qo.set(t, n = /* @__PURE__ */ new Set());
	for (var r, i = e, a = Element.prototype; a !== i;) {
		for (var o in r = g(i), r) r[o].set && o !== "innerHTML" && o !== "textContent" && o !== "innerText" && n.add(o);
		i = y(i);
	}
	return n;
}
var Ro, zo, Bo, Vo, Ho, Uo, Wo, Go, Ko, qo, Jo = t((() => {
	i(), Ve(), S(), Vi(), Wt(), Pe(), Ce(), Mt(), Oi(), H(), ao(), go(), vo(), xo(), ke(), B(), Ao(), $t(), Ro = Symbol("class"), zo = Symbol("style"), Bo = Symbol("is custom element"), Vo = Symbol("is html"), Ho = Se ? "link" : "LINK", Uo = Se ? "input" : "INPUT", Wo = Se ? "option" : "OPTION", Go = Se ? "select" : "SELECT", Ko = Se ? "progress" : "PROGRESS", qo = /* @__PURE__ */ new Map();
})), Yo = t((() => {
	Ve(), lr(), Gi(), ao();
})), Xo = t((() => {
	qt();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/input.js
function Zo(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet();
	Kt(e, "input", async (i) => {
		var a = i ? e.defaultValue : e.value;
		if (a = ts(e) ? ns(a) : a, n(a), M !== null && r.add(M), await ti(), a !== (a = t())) {
			var o = e.selectionStart, s = e.selectionEnd, c = e.value.length;
			if (e.value = a ?? "", s !== null) {
				var l = e.value.length;
				o === s && s === c && l > c ? (e.selectionStart = l, e.selectionEnd = l) : (e.selectionStart = o, e.selectionEnd = Math.min(s, l));
			}
		}
	}), (D && e.defaultValue !== e.value || ii(t) == null && e.value) && (n(ts(e) ? ns(e.value) : e.value), M !== null && r.add(M)), wr(() => {
		var n = t();
		if (e === document.activeElement) {
			var i = lt ? xn : M;
			if (r.has(i)) return;
		}
		ts(e) && n === ns(e.value) || (e.type !== "date" || n || e.value) && n !== e.value && (e.value = n ?? "");
	});
}
function Qo(e, t, n, r, i = r) {
	var a = n.getAttribute("type") === "checkbox", o = e;
	let s = !1;
	if (t !== null) for (var c of t) o = o[c] ??= [];
	o.push(n), Kt(n, "change", () => {
		var e = n.__value;
		a && (e = es(o, e, n.checked)), i(e);
	}, () => i(a ? [] : null)), wr(() => {
		var e = r();
		D && n.defaultChecked !== n.checked ? s = !0 : a ? (e ||= [], n.checked = e.includes(n.__value)) : n.checked = qn(n.__value, e);
	}), _r(() => {
		var e = o.indexOf(n);
		e !== -1 && o.splice(e, 1);
	}), rs.has(o) || (rs.add(o), kt(() => {
		o.sort((e, t) => e.compareDocumentPosition(t) === 4 ? -1 : 1), rs.delete(o);
	})), kt(() => {
		if (s) {
			var e = a ? es(o, e, n.checked) : o.find((e) => e.checked)?.__value;
			i(e);
		}
	});
}
function $o(e, t, n = t) {
	Kt(e, "change", (t) => {
		n(t ? e.defaultChecked : e.checked);
	}), (D && e.defaultChecked !== e.checked || ii(t) == null) && n(e.checked), wr(() => {
		e.checked = !!t();
	});
}
function es(e, t, n) {
	for (var r = /* @__PURE__ */ new Set(), i = 0; i < e.length; i += 1) e[i].checked && r.add(e[i].__value);
	return n || r.delete(t), Array.from(r);
}
function ts(e) {
	var t = e.type;
	return t === "number" || t === "range";
}
function ns(e) {
	return e === "" ? null : +e;
}
var rs, is = t((() => {
	i(), B(), qt(), st(), Jn(), Mt(), Ve(), H(), Mn(), dt(), rs = /* @__PURE__ */ new Set();
})), as = t((() => {
	B(), qt();
})), os = t((() => {
	qt();
})), ss = t((() => {
	B(), S();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/size.js
function cs(e, t, n) {
	var r = us.observe(e, () => n(e[t]));
	Sr(() => (ii(() => n(e[t])), r));
}
var ls, us, ds = t((() => {
	B(), H(), ls = class e {
		#e = /* @__PURE__ */ new WeakMap();
		#t;
		#n;
		static entries = /* @__PURE__ */ new WeakMap();
		constructor(e) {
			this.#n = e;
		}
		observe(e, t) {
			var n = this.#e.get(e) || /* @__PURE__ */ new Set();
			return n.add(t), this.#e.set(e, n), this.#r().observe(e, this.#n), () => {
				var n = this.#e.get(e);
				n.delete(t), n.size === 0 && (this.#e.delete(e), this.#t.unobserve(e));
			};
		}
		#r() {
			return this.#t ??= new ResizeObserver((t) => {
				for (var n of t) {
					e.entries.set(n.target, n);
					for (var r of this.#e.get(n.target) || []) r(n);
				}
			});
		}
	}, us = /* @__PURE__ */ new ls({ box: "border-box" });
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/this.js
function fs(e, t) {
	return e === t || e?.[fe] === t;
}
function ps(e = wt(), t, n, r) {
	var i = Et.r, a = ci;
	return Sr(() => {
		var o, s;
		return wr(() => {
			o = s, s = r?.() || [], ii(() => {
				fs(n(...s), e) || (t(e, ...s), o && fs(n(...o), e) && t(null, ...o));
			});
		}), () => {
			let r = a;
			for (; r !== i && r.parent !== null && r.parent.f & 33554432;) r = r.parent;
			let o = () => {
				s && fs(n(...s), e) && t(null, ...s);
			}, c = r.teardown;
			r.teardown = () => {
				o(), c?.();
			};
		};
	}), e;
}
var ms = t((() => {
	Ce(), Dt(), B(), H();
})), hs = t((() => {
	B(), qt();
})), gs = t((() => {
	B(), qt();
})), _s = t((() => {
	S(), B(), Vi();
})), vs = t((() => {
	S(), Dt(), un(), B(), H();
})), ys = t((() => {
	Wn(), H(), S();
})), bs = t((() => {
	H(), S();
})), xs = t((() => {
	S(), bs();
}));
// node_modules/svelte/src/internal/client/reactivity/store.js
function Ss(e) {
	var t = Cs;
	try {
		return Cs = !1, [e(), Cs];
	} finally {
		Cs = t;
	}
}
var Cs, ws = t((() => {
	bs(), xs(), S(), H(), B(), Wn(), Cs = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/props.js
function Ts(...e) {
	return new Proxy({ props: e }, Ds);
}
function Es(e, t, n, r) {
	var i = !ut || !!(n & 2), a = !!(n & 8), o = !!(n & 16), s = r, c = !0, l = void 0, u = () => o && i ? (l ??= /* @__PURE__ */ en(r), V(l)) : (c && (c = !1, s = o ? ii(r) : r), s);
	let d;
	if (a) {
		var f = fe in e || me in e;
		d = h(e, t)?.set ?? (f && t in e ? (n) => e[t] = n : void 0);
	}
	var p, m = !1;
	a ? [p, m] = Ss(() => e[t]) : p = e[t], p === void 0 && r !== void 0 && (p = u(), d && (i && nt(t), d(p)));
	var g = i ? () => {
		var n = e[t];
		return n === void 0 ? u() : (c = !0, n);
	} : () => {
		var n = e[t];
		return n !== void 0 && (s = void 0), n === void 0 ? s : n;
	};
	if (i && !(n & 4)) return g;
	if (d) {
		var _ = e.$$legacy;
		return (function(e, t) {
			return arguments.length > 0 ? ((!i || !t || _ || m) && d(t ? g() : e), e) : g();
		});
	}
	var v = !1, y = (n & 1 ? en : nn)(() => (v = !1, g()));
	a && V(y);
	var b = ci;
	return (function(e, t) {
		if (arguments.length > 0) {
			let n = t ? V(y) : i && a ? Gn(e) : e;
			return P(y, n), v = !0, s !== void 0 && (s = n), e;
		}
		return ai && v || b.f & 16384 ? y.v : V(y);
	});
}
var Ds, Os = t((() => {
	i(), ke(), S(), Wn(), un(), H(), st(), Ce(), Jn(), ws(), dt(), B(), Ds = {
		get(e, t) {
			let n = e.props.length;
			for (; n--;) {
				let r = e.props[n];
				if (a(r) && (r = r()), typeof r == "object" && r && t in r) return r[t];
			}
		},
		set(e, t, n) {
			let r = e.props.length;
			for (; r--;) {
				let i = e.props[r];
				a(i) && (i = i());
				let o = h(i, t);
				if (o && o.set) return o.set(n), !0;
			}
			return !1;
		},
		getOwnPropertyDescriptor(e, t) {
			let n = e.props.length;
			for (; n--;) {
				let r = e.props[n];
				if (a(r) && (r = r()), typeof r == "object" && r && t in r) {
					let e = h(r, t);
					return e && !e.configurable && (e.configurable = !0), e;
				}
			}
		},
		has(e, t) {
			if (t === fe || t === me) return !1;
			for (let n of e.props) if (a(n) && (n = n()), n != null && t in n) return !0;
			return !1;
		},
		ownKeys(e) {
			let t = [];
			for (let n of e.props) if (a(n) && (n = n()), n) {
				for (let e in n) t.includes(e) || t.push(e);
				for (let e of Object.getOwnPropertySymbols(n)) t.includes(e) || t.push(e);
			}
			return t;
		}
	};
})), ks = t((() => {
	Dt(), B(), ws(), $t();
})), As = t((() => {
	Ce(), B(), Wn(), da(), H(), Mn(), S(), st(), Dt(), dt(), It(), _s();
})), js = t((() => {
	As(), B(), Zi(), S(), lr();
})), Ms = t((() => {
	Ce(), ft(), H();
})), Z = t((() => {
	gi(), ke(), Dt(), ki(), Ai(), fa(), pa(), ma(), pt(), ha(), ga(), _a(), wa(), Ta(), Oa(), ka(), za(), Va(), Ha(), Ga(), qa(), eo(), to(), no(), ro(), ao(), Jo(), vo(), Vi(), Wt(), Yo(), xo(), Qa(), Xo(), is(), as(), os(), ss(), Ao(), ds(), ms(), hs(), gs(), Ve(), _s(), vs(), ys(), Zi(), $t(), Mn(), un(), B(), Wn(), Os(), ws(), ra(), Br(), da(), H(), ks(), Ja(), Jn(), js(), lr(), go(), ft(), S(), Ua(), Yn(), Ms();
})), Ns = t((() => {
	Ve(), st();
}));
// node_modules/svelte/src/index-client.js
function Ps(e) {
	Et === null && Ke("onMount"), ut && Et.l !== null ? Fs(Et).m.push(e) : vr(() => {
		let t = ii(e);
		if (typeof t == "function") return t;
	});
}
function Fs(e) {
	var t = e.l;
	return t.u ??= {
		a: [],
		b: [],
		m: []
	};
}
var Is = t((() => {
	H(), S(), Z(), st(), dt(), Dt(), i(), Mn(), Ns(), da(), Ga();
}));
// src/alone/content.ts
function Ls(e) {
	let t = Hs.get(e) ?? Rs(e);
	return Hs.set(e, t), t.catch(() => Hs.delete(e)), t;
}
async function Rs(e) {
	let t = zs(e);
	if (t !== null) return JSON.parse(t);
	if (!document.querySelector("meta[name=\"content-beside\"]")) throw new Us(e);
	let n = await fetch(`content/${encodeURIComponent(e)}.json`);
	if (n.status === 404) throw new Us(e);
	if (!n.ok) throw Error(`The web host answered ${n.status}.`);
	return n.json();
}
var zs, Bs, Vs, Hs, Us, Ws = t((() => {
	zs = (e) => document.getElementById(`content-${e}`)?.textContent ?? null, Bs = () => zs("opening") !== null, Vs = () => JSON.parse(zs("opening") ?? "{}"), Hs = /* @__PURE__ */ new Map(), Us = class extends Error {};
})), Gs, Ks, qs, Js, Ys = t((() => {
	Z(), Gs = 1500, Ks = 4e3, qs = class {
		#e = /* @__PURE__ */ N(!1);
		get stopped() {
			return V(this.#e);
		}
		set stopped(e) {
			P(this.#e, e, !0);
		}
		alone = !1;
		waiting = null;
		recovery() {
			return this.stopped = !0, this.waiting ??= this.poll().finally(() => {
				this.waiting = null, this.stopped = !1;
			}), this.waiting;
		}
		watch() {
			let e = setInterval(() => {
				this.stopped || document.hidden || fetch("api/health", { cache: "no-store" }).catch(() => this.recovery());
			}, Ks);
			return () => clearInterval(e);
		}
		async poll() {
			for (;;) {
				await new Promise((e) => setTimeout(e, Gs));
				try {
					if ((await fetch("api/health", { cache: "no-store" })).ok) return;
				} catch {}
			}
		}
	}, Js = new qs();
}));
// src/api.ts
async function Xs(e) {
	let t = await $s("api/csv", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ data: e })
	});
	if (!t.ok) throw ec(await t.json().catch(() => null), t);
	return t.text();
}
async function Zs(e, t) {
	let n = await $s(`api/${e}`, t), r = await n.json().catch(() => null);
	if (!n.ok) throw ec(r, n);
	return r;
}
function Qs(e) {
	dc = e;
}
async function $s(e, t) {
	for (;;) try {
		return await dc(e, t);
	} catch (e) {
		if (t.signal?.aborted) throw e;
		await Js.recovery();
	}
}
function ec(e, t) {
	let n = e ?? {}, r = n.error ?? `The server answered ${t.status} ${t.statusText}.`;
	return new tc(r, t.status, n.row, n.column);
}
var tc, nc, rc, ic, ac, oc, sc, cc, lc, uc, dc, fc = t((() => {
	Ys(), tc = class extends Error {
		status;
		row;
		column;
		constructor(e, t, n, r) {
			super(e), this.status = t, this.row = n, this.column = r;
		}
	}, nc = (e) => e instanceof Error ? e.message : String(e), rc = async () => (await cc("random-start")).normals, ic = () => cc("start"), ac = (e, t) => lc("data", { data: e }, t), oc = (e, t) => lc("run", e, t), sc = (e, t) => lc("compare", { data: e }, t), cc = (e, t) => Zs(e, { signal: t }), lc = (e, t, n) => Zs(e, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(t),
		signal: n
	}), uc = (e, t, n) => Zs(e, {
		method: "POST",
		body: t,
		signal: n
	}), dc = (e, t) => fetch(e, t);
})), pc = t((() => {})), Q = t((() => {
	pc(), typeof window < "u" && ((window.__svelte ??= {}).v ??= /* @__PURE__ */ new Set()).add("5");
}));
// src/lib/problem.ts
function mc(e, t) {
	let n = e.endsWith("mse") ? 1 / t : 1;
	return e.startsWith("half") ? n / 2 : n;
}
function hc(e, t, n) {
	let r = e.length, i = e[0].length - 1, a = new Float64Array(r * i), o = new Float64Array(r);
	return e.forEach((e, t) => {
		for (let n = 0; n < i; n++) a[t * i + n] = e[n];
		o[t] = e[i];
	}), {
		rows: a,
		y: o,
		m: r,
		p: i,
		n: t,
		factor: mc(n, t),
		loss: n,
		units: null
	};
}
function gc(e) {
	let { m: t, p: n, n: r } = e, i = n - 1, a = e.rows.slice(), o = new Float64Array(i), s = new Float64Array(i), c = 0;
	for (let e = 0; e < t; e++) c += a[e * n + i] ** 2;
	for (let e = 0; e < i; e++) {
		for (let r = 0; r < t; r++) o[e] += a[r * n + i] * a[r * n + e];
		o[e] /= c;
		let l = 0;
		for (let r = 0; r < t; r++) l += (a[r * n + e] -= a[r * n + i] * o[e]) ** 2;
		let u = Math.sqrt(l / r), d = u <= 8 * 2 ** -52 * Math.abs(o[e]);
		s[e] = d || u === 0 ? 1 : u;
		for (let r = 0; r < t; r++) a[r * n + e] = d ? 0 : a[r * n + e] / s[e];
	}
	return {
		...e,
		rows: a,
		units: {
			means: o,
			scales: s
		}
	};
}
function _c(e, t, n) {
	let { rows: r, y: i, p: a, factor: o } = e;
	bc(r, a, t, n);
	for (let e = 0; e < n.length; e++) n[e] -= i[e];
	return o * xc(n);
}
function vc(e, t, n) {
	let { rows: r, m: i, p: a, factor: o } = e;
	for (let e = 0; e < a; e++) {
		let s = 0;
		for (let n = 0; n < i; n++) s += r[n * a + e] * t[n];
		n[e] = 2 * o * s;
	}
}
function yc(e) {
	let { factor: t, p: n } = e;
	return {
		problem: e,
		size: n,
		outputs: 1,
		target: e.y,
		predict: (e, t, r) => bc(e, n, t, r),
		loss: (e) => t * xc(e),
		gradient: (t, n, r) => vc(e, t, r),
		inUserUnits: (t) => wc(e, t),
		fromUserUnits: (t) => Tc(e, t)
	};
}
function bc(e, t, n, r) {
	for (let i = 0, a = 0; i < r.length; i++, a += t) {
		let o = 0;
		for (let r = 0; r < t; r++) o += e[a + r] * n[r];
		r[i] = o;
	}
}
function xc(e) {
	let t = 0;
	for (let n = 0; n < e.length; n++) t += e[n] * e[n];
	return t;
}
function Sc(e, t) {
	return _c(e, t, new Float64Array(e.m));
}
function Cc(e, t) {
	let n = new Float64Array(e.m), r = new Float64Array(e.p);
	return _c(e, t, n), vc(e, n, r), r;
}
function wc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] / i[e], n[a] -= r[e] * n[e];
	return n;
}
function Tc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] * i[e], n[a] += r[e] * t[e];
	return n;
}
var Ec, Dc = t((() => {
	Ec = [
		"mse",
		"half-mse",
		"sse",
		"half-sse"
	];
}));
// src/lib/spectrum.ts
function Oc(e) {
	let { p: t, m: n, y: r, factor: i } = e, { columns: a, axes: o } = Fc(e), s = a.map((e) => Math.sqrt(Pc(e, e))), c = s.map((e, t) => t).sort((e, t) => s[t] - s[e]), l = Math.min(n, t), u = s[c[t - 1]] <= zc * s[c[0]] ? Rc(e) : l, d = new Float64Array(t), f = new Float64Array(t), p = new Float64Array(t), m = new Float64Array(t), h = r.slice();
	c.slice(0, u).forEach((e, c) => {
		d[c] = s[e], f[c] = 2 * i * s[e] ** 2, p[c] = Pc(a[e], r) / s[e];
		for (let n = 0; n < t; n++) m[n] += o[e][n] * p[c] / s[e];
		for (let t = 0; t < n; t++) h[t] -= a[e][t] * p[c] / s[e];
	});
	let g = i * Pc(h, h);
	return {
		problem: e,
		sigma: d,
		eigenvalues: f,
		axes: c.map((e) => o[e]),
		projections: p,
		minLoss: g,
		rank: u,
		optimum: m
	};
}
function kc(e) {
	return e.rank < e.sigma.length || Wc(e) === 0 ? Infinity : Uc(e) / Wc(e);
}
function Ac(e) {
	let t = e.problem.n - e.rank;
	return t > 0 ? Math.sqrt(e.minLoss / e.problem.factor / t) : 0;
}
function jc(e) {
	let { rows: t, y: n, m: r, p: i, factor: a, units: o } = e.problem, s = wc(e.problem, e.optimum), c = Pc(n, n);
	for (let e = 0; e < r; e++) for (let n = 0; n < i; n++) {
		let r = t[e * i + n];
		o && n < i - 1 && (r = r * o.scales[n] + t[e * i + i - 1] * o.means[n]), c += (r * s[n]) ** 2;
	}
	return e.minLoss <= a * (Bc * Hc) ** 2 * c;
}
function Mc(e, t) {
	return e.sigma.map((n, r) => n * Pc(e.axes[r], t) - e.projections[r]);
}
function Nc(e, t) {
	return Float64Array.from(e.axes, (n) => {
		let r = 0;
		for (let i = 0; i < n.length; i++) r += n[i] * (t[i] - e.optimum[i]);
		return r;
	});
}
function Pc(e, t) {
	let n = 0;
	for (let r = 0; r < e.length; r++) n += e[r] * t[r];
	return n;
}
function Fc(e) {
	let { rows: t, m: n, p: r } = e, i = Array.from({ length: r }, (e, i) => Float64Array.from({ length: n }, (e, n) => t[n * r + i])), a = Array.from({ length: r }, (e, t) => {
		let n = new Float64Array(r);
		return n[t] = 1, n;
	});
	for (let e = 0; e < Vc; e++) {
		let e = !1;
		for (let t = 0; t < r; t++) for (let n = t + 1; n < r; n++) e = Ic(i, a, t, n) || e;
		if (!e) break;
	}
	return {
		columns: i,
		axes: a
	};
}
function Ic(e, t, n, r) {
	let i = Pc(e[n], e[n]), a = Pc(e[r], e[r]), o = Pc(e[n], e[r]);
	if (o === 0 || Math.abs(o) <= Hc * e[n].length * Math.sqrt(i * a)) return !1;
	let s = (a - i) / (2 * o), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c);
	return Lc(e[n], e[r], l, l * c), Lc(t[n], t[r], l, l * c), !0;
}
function Lc(e, t, n, r) {
	for (let i = 0; i < e.length; i++) {
		let a = e[i];
		e[i] = n * a - r * t[i], t[i] = r * a + n * t[i];
	}
}
function Rc(e) {
	let { columns: t } = Fc(e.units === null ? gc(e) : e), n = t.map((e) => Math.sqrt(Pc(e, e))), r = Math.max(e.n, e.p) * 2 ** -52, i = Math.max(...n);
	return Math.min(e.m, n.filter((e) => e > r * i).length);
}
var zc, Bc, Vc, Hc, Uc, Wc, Gc = t((() => {
	Dc(), zc = 1e-6, Bc = 32, Vc = 60, Hc = 2 ** -52, Uc = (e) => e.eigenvalues[0], Wc = (e) => e.eigenvalues[Math.max(e.rank, 1) - 1];
}));
// src/lib/models/curved.ts
function Kc(e, t, n) {
	if (e.sampled) {
		let n = e.y.length.toLocaleString("en-US");
		throw new zl(`The page has only ${n} of the ${e.n.toLocaleString("en-US")} rows, and ${t} needs all of them: use fewer rows, or train in a terminal.`);
	}
	let [r, i] = [e.y.length, e.columns.length + 1], a = new Float64Array(r * i).fill(1);
	e.columns.forEach((e, t) => e.forEach((e, n) => a[n * i + t] = e));
	let o = {
		rows: a,
		y: Float64Array.from(e.y),
		m: r,
		p: i,
		n: e.n,
		factor: 1 / e.n,
		loss: "mse",
		units: null
	};
	return n ? gc(o) : o;
}
function qc(e) {
	return Uc(Oc({
		...e,
		factor: .5
	}));
}
function Jc(e, t, n, r) {
	let { rows: i, m: a, p: o } = e;
	for (let e = 0; e < o; e++) {
		let s = 0;
		for (let n = 0; n < a; n++) s += i[n * o + e] * t[n];
		r[e] = n * s;
	}
}
function Yc(e, t, n, r, i = 0) {
	for (let a = i; a < i + t; a++) r[a] += 2 * e * n[a];
}
function Xc(e, t, n = 0) {
	let r = 0;
	for (let i = n; i < n + t; i++) r += e[i] * e[i];
	return r;
}
function Zc(e, t, n, r, i, a = []) {
	let { rows: o, m: s, p: c, n: l } = e, u = c - 1, d = new Float64Array(s), f = (e, t) => {
		let n = 0;
		for (let r = 0; r < c; r++) n += o[e * c + r] * t[r];
		return n;
	}, p = (e, t, n) => {
		bc(e, c, t, n);
		for (let e = 0; e < n.length; e++) n[e] = i.link(n[e]);
	}, { steepest: m } = i;
	return {
		problem: e,
		names: [...t, "intercept"],
		classes: a,
		convex: !0,
		size: c,
		outputs: 1,
		target: n,
		firstWeights: Array(c).fill(0),
		redundant: [],
		bound: m < Infinity ? m * qc(e) / l + 2 * r : null,
		predict: p,
		loss(e, t) {
			let a = 0;
			for (let r = 0; r < s; r++) a += i.loss(e[r], n[r], () => f(r, t));
			return a / s + r * Xc(t, u);
		},
		gradient(t, n, a) {
			for (let e = 0; e < s; e++) d[e] = i.pull(t[e]);
			Jc(e, d, 1 / l, a), Yc(r, u, n, a);
		},
		hessianAt(t) {
			let a = new Float64Array(s), c = new Float64Array(s);
			p(o, t, a);
			for (let e = 0; e < s; e++) a[e] = i.curvature(a[e], n[e]);
			return (t, n) => {
				for (let e = 0; e < s; e++) c[e] = a[e] * f(e, t);
				Jc(e, c, 1 / l, n), Yc(r, u, t, n);
			};
		},
		majorizer: m < Infinity ? () => {
			let e = new Float64Array(c * c);
			for (let t = 0; t < s; t++) for (let n = 0; n < c; n++) for (let r = 0; r < c; r++) e[n * c + r] += m * o[t * c + n] * o[t * c + r] / l;
			for (let t = 0; t < u; t++) e[t * c + t] += 2 * r;
			return e;
		} : void 0,
		inUserUnits: (t) => wc(e, t),
		fromUserUnits: (t) => Tc(e, t)
	};
}
var Qc = t((() => {
	Dc(), Gc(), Hl();
}));
// src/lib/models/dense.ts
function $c(e, t) {
	let n = new Float64Array(t * t);
	for (let r = 0; r < t; r++) for (let i = 0; i <= r; i++) {
		let a = e[r * t + i];
		for (let e = 0; e < i; e++) a -= n[r * t + e] * n[i * t + e];
		if (r !== i) n[r * t + i] = a / n[i * t + i];
		else if (a > 8 * t * 2 ** -52 * e[r * t + r]) n[r * t + r] = Math.sqrt(a);
		else return null;
	}
	return {
		L: n,
		n: t
	};
}
function el({ L: e, n: t }, n) {
	let r = Float64Array.from(n);
	for (let n = 0; n < t; n++) {
		for (let i = 0; i < n; i++) r[n] -= e[n * t + i] * r[i];
		r[n] /= e[n * t + n];
	}
	for (let n = t - 1; n >= 0; n--) {
		for (let i = n + 1; i < t; i++) r[n] -= e[i * t + n] * r[i];
		r[n] /= e[n * t + n];
	}
	return r;
}
function tl(e, t) {
	let n = Array.from({ length: t }, (e, n) => {
		let r = new Float64Array(t);
		return r[n] = 1, r;
	});
	for (let r = 0; r < rl; r++) {
		let r = !1;
		for (let i = 0; i < t; i++) for (let a = i + 1; a < t; a++) r = nl(e, n, t, i, a) || r;
		if (!r) break;
	}
	let r = n.map((e, t) => t).sort((n, r) => e[r * t + r] - e[n * t + n]);
	return {
		values: r.map((n) => e[n * t + n]),
		vectors: r.map((e) => n[e])
	};
}
function nl(e, t, n, r, i) {
	let a = e[r * n + i], o = 2 ** -52 * Math.sqrt(Math.abs(e[r * n + r] * e[i * n + i]));
	if (a === 0 || Math.abs(a) <= o) return !1;
	let s = (e[i * n + i] - e[r * n + r]) / (2 * a), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c), u = l * c;
	for (let t = 0; t < n; t++) {
		let [a, o] = [e[t * n + r], e[t * n + i]];
		e[t * n + r] = l * a - u * o, e[t * n + i] = u * a + l * o;
	}
	for (let a = 0; a < n; a++) {
		let [o, s] = [e[r * n + a], e[i * n + a]];
		e[r * n + a] = l * o - u * s, e[i * n + a] = u * o + l * s;
		let [c, d] = [t[r][a], t[i][a]];
		t[r][a] = l * c - u * d, t[i][a] = u * c + l * d;
	}
	return !0;
}
var rl, il = t((() => {
	rl = 60;
}));
// src/lib/models/penalized.ts
function al(e, t, n, r) {
	let i = hc(e.equivalent, e.n, t.loss), a = t.standardize ? gc(i) : i, { p: o, m: s, rows: c, y: l, factor: u } = a, d = o - 1, f = yc(a), p = new Float64Array(s), m = {
		...f,
		names: [...e.names, "intercept"],
		classes: [],
		convex: !0,
		firstWeights: Array(o).fill(0),
		redundant: [],
		bound: Uc(Oc(a)) + 2 * r,
		loss(e, t) {
			let i = 0;
			for (let e = 0; e < d; e++) i += Math.abs(t[e]);
			return f.loss(e, t) + n * i + r * Xc(t, d);
		},
		gradient(e, t, n) {
			f.gradient(e, t, n), Yc(r, d, t, n);
		},
		hessianAt: () => (e, t) => {
			for (let t = 0; t < s; t++) {
				let n = 0;
				for (let r = 0; r < o; r++) n += c[t * o + r] * e[r];
				p[t] = n;
			}
			vc(a, p, t), Yc(r, d, e, t);
		}
	};
	return n === 0 ? m : {
		...m,
		afterUpdate(e, t) {
			for (let r = 0; r < d; r++) {
				let i = (typeof t == "number" ? t : t(r)) * n;
				e[r] -= Math.min(Math.max(e[r], -i), i);
			}
		},
		isFree: (e, t) => t === d || e[t] !== 0,
		solve: () => h(m, n)
	};
	function h(e, t) {
		let n = ol(e), r = new Float64Array(o);
		vc({
			...a,
			factor: u
		}, l, r);
		let i = new Float64Array(o), s = (e) => r[e] - n[e].reduce((e, t, n) => e + t * i[n], 0);
		for (let e = 0; e < sl; e++) {
			let e = 0;
			for (let r = 0; r < o; r++) {
				if (n[r][r] === 0) continue;
				let a = i[r] + s(r) / n[r][r], o = r < d ? t / n[r][r] : 0, c = Math.sign(a) * Math.max(Math.abs(a) - o, 0);
				e = Math.max(e, Math.abs(c - i[r]) / (Math.abs(c) || 1)), i[r] = c;
			}
			if (e <= cl) break;
		}
		let c = Array.from({ length: o }, (e, t) => t).filter((e) => e === d || i[e] !== 0), f = c.map((e) => e < d ? Math.sign(i[e]) : 0), p = $c(Float64Array.from(c.flatMap((e) => c.map((t) => n[e][t]))), c.length);
		if (p === null) return null;
		let m = el(p, c.map((e, n) => r[e] - t * f[n]));
		i.fill(0), c.forEach((e, t) => i[e] = m[t]);
		let h = c.every((e, t) => e === d || i[e] * f[t] > 0), g = Array.from(i, (e, n) => e !== 0 || n === d || Math.abs(s(n)) <= t * 1.000000001);
		return h && g.every(Boolean) ? i : null;
	}
}
function ol(e) {
	let t = new Float64Array(e.size), n = e.hessianAt(t);
	return Array.from({ length: e.size }, (r, i) => {
		let a = new Float64Array(e.size);
		return a[i] = 1, n(a, t), Array.from(t);
	});
}
var sl, cl, ll, ul, dl = t((() => {
	Dc(), Gc(), Qc(), il(), sl = 2e4, cl = 1e-15, ll = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	}, ul = (e) => ({
		loss: ll[e][0],
		gradient: ll[e][1]
	});
})), fl = /* @__PURE__ */ n({ kit: () => pl }), pl, ml = t((() => {
	dl(), pl = {
		build: (e, t) => al(e, t, 0, t.settings.alpha),
		formulas({ loss: e }) {
			let t = ul(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α Σ w²`,
				gradient: `${t.gradient} + 2α w`,
				after: ""
			};
		}
	};
})), hl = /* @__PURE__ */ n({ kit: () => gl }), gl, _l = t((() => {
	dl(), gl = {
		build: (e, t) => al(e, t, t.settings.alpha, 0),
		formulas({ loss: e }) {
			let t = ul(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α Σ |w|`,
				gradient: `${t.gradient}, without the penalty`,
				after: "then move each slope toward 0 by lr·α, not past 0"
			};
		}
	};
})), vl = /* @__PURE__ */ n({ kit: () => yl }), yl, bl = t((() => {
	dl(), yl = {
		build(e, t) {
			let { alpha: n, l1_ratio: r } = t.settings;
			return al(e, t, n * r, n * (1 - r) / 2);
		},
		formulas({ loss: e }) {
			let t = ul(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α (ρ Σ |w| + ½(1 − ρ) Σ w²)`,
				gradient: `${t.gradient} + α (1 − ρ) w`,
				after: "then move each slope toward 0 by lr·α·ρ, not past 0"
			};
		}
	};
})), xl = /* @__PURE__ */ n({ kit: () => Sl }), Sl, Cl = t((() => {
	Qc(), Sl = {
		build(e, { settings: { alpha: t, delta: n }, standardize: r }) {
			let i = Kc(e, "Huber regression", r), a = (e) => Math.min(Math.max(e, -n), n);
			return Zc(i, e.names, i.y, t, {
				link: (e) => e,
				loss: (e) => a(e) * (e - a(e) / 2),
				pull: a,
				curvature: (e, t) => +(Math.abs(e - t) < n),
				steepest: 1
			});
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "ŷ = X w + b",
			loss: `mean of ½ residual², straight beyond ±δ${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ clip(ŷ − y, ±δ)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), wl = /* @__PURE__ */ n({ kit: () => Tl }), Tl, El = t((() => {
	Hl(), Qc(), Tl = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = [...new Set(e.y)].sort((e, t) => e - t);
			if (r.length !== 2) throw new zl(r.length < 2 ? "All points are of the same class: logistic regression needs points of two classes." : `The target has ${r.length} different values, and logistic regression needs two classes: choose softmax, or other data.`);
			let i = Kc(e, "logistic regression", n), a = i.y.map((e) => +(e === r[1]));
			return Zc(i, e.names, a, t, {
				link: (e) => 1 / (1 + Math.exp(-e)),
				loss(e, t, n) {
					let r = Math.abs(e);
					if (r <= .9) return -Math.log1p(-r);
					let i = t === 1 ? -n() : n();
					return Math.max(i, 0) + Math.log1p(Math.exp(-Math.abs(i)));
				},
				pull: (e) => e,
				curvature: (e) => e * (1 - e),
				steepest: .25
			}, r);
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "p = 1/(1 + exp(−(X w + b)))",
			loss: `−mean log p of the class seen${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ(p − y)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), Dl = /* @__PURE__ */ n({ kit: () => kl }), Ol, kl, Al = t((() => {
	Dc(), Hl(), Qc(), Ol = 10, kl = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = [...new Set(e.y)].sort((e, t) => e - t);
			if (r.length < 2) throw new zl("All points are of the same class: softmax needs points of two classes or more.");
			if (r.length > Ol) throw new zl(`The target has ${r.length} different values, and the page draws at most ${Ol} classes: choose other data, or a model of numbers.`);
			let i = Kc(e, "softmax", n), { rows: a, m: o, p: s, n: c } = i, [l, u] = [r.length, s - 1], d = Int32Array.from(i.y, (e) => r.indexOf(e)), f = new Float64Array(o * l);
			d.forEach((e, t) => f[t * l + e] = 1);
			let p = [...e.names, "intercept"], m = (e, t, n, r, i) => {
				let a = -Infinity;
				for (let o = 0; o < l; o++) {
					let c = 0;
					for (let r = 0; r < s; r++) c += e[t * s + r] * n[o * s + r];
					r[i + o] = c, c > a && (a = c);
				}
				return a;
			}, h = (e, t, n) => {
				for (let r = 0; r * l < n.length; r++) {
					let i = m(e, r, t, n, r * l), a = 0;
					for (let e = r * l; e < (r + 1) * l; e++) a += n[e] = Math.exp(n[e] - i);
					for (let e = r * l; e < (r + 1) * l; e++) n[e] /= a;
				}
			}, g = (e, n, r) => {
				for (let i = 0; i < l; i++) {
					for (let t = 0; t < s; t++) {
						let n = 0;
						for (let r = 0; r < o; r++) n += a[r * s + t] * e[r * l + i];
						r[i * s + t] = n / c;
					}
					Yc(t, u, n, r, i * s);
				}
			}, _ = (e, t) => r.flatMap((n, r) => e(Array.from({ length: s }, (e, n) => t[r * s + n])));
			return {
				problem: i,
				names: r.flatMap((e) => p.map((t) => `${e}: ${t}`)),
				classes: r,
				convex: !0,
				size: l * s,
				outputs: l,
				target: f,
				firstWeights: Array(l * s).fill(0),
				bound: qc(i) / (2 * c) + 2 * t,
				redundant: p.map((e, t) => Float64Array.from({ length: l * s }, (e, n) => n % s === t ? Math.sqrt(1 / l) : 0)),
				predict: h,
				loss(e, n) {
					let r = new Float64Array(l), i = 0;
					for (let t = 0; t < o; t++) {
						let o = -e[t * l + d[t]];
						if (o <= .9) {
							i -= Math.log1p(-o);
							continue;
						}
						let s = m(a, t, n, r, 0), c = r.reduce((e, t) => e + Math.exp(t - s), 0);
						i += s + Math.log(c) - r[d[t]];
					}
					let c = 0;
					for (let e = 0; e < l; e++) c += Xc(n, u, e * s);
					return i / o + t * c;
				},
				gradient: g,
				hessianAt(e) {
					let t = new Float64Array(o * l), n = new Float64Array(o * l);
					return h(a, e, t), (e, r) => {
						for (let r = 0; r < o; r++) {
							m(a, r, e, n, r * l);
							let i = 0;
							for (let e = r * l; e < (r + 1) * l; e++) i += t[e] * n[e];
							for (let e = r * l; e < (r + 1) * l; e++) n[e] = t[e] * (n[e] - i);
						}
						g(n, e, r);
					};
				},
				inUserUnits: (e) => _((e) => wc(i, e), e),
				fromUserUnits: (e) => _((e) => Tc(i, e), e)
			};
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "p = exp(X w + b) / sum over the classes",
			loss: `−mean log p of the class seen${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) (p − Y)ᵀ X${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), jl = /* @__PURE__ */ n({ kit: () => Ml }), Ml, Nl = t((() => {
	Hl(), Qc(), Ml = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = e.y.findIndex((e) => e < 0 || !Number.isInteger(e));
			if (r >= 0) throw new zl(`The target is ${e.y[r]} in row ${r + 1}, which is not a count: Poisson regression needs whole numbers of 0 or more.`);
			let i = Kc(e, "Poisson regression", n);
			return Zc(i, e.names, i.y, t, {
				link: Math.exp,
				loss(e, t, n) {
					let r = e + t;
					return r - t * (r > .1 * t && r < Infinity ? Math.log(r) : n());
				},
				pull: (e) => e,
				curvature: (e) => e,
				steepest: Infinity
			});
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "μ = exp(X w + b)",
			loss: `mean of μ − y log μ${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ(μ − y)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), Pl = /* @__PURE__ */ n({
	kit: () => Il,
	tanh: () => Fl
});
function Fl(e) {
	let t = Math.abs(e);
	if (t > .3) {
		let n = 1 - 2 / (Math.exp(2 * t) + 1);
		return e < 0 ? -n : n;
	}
	let n = e * e;
	return e / (1 + n / (3 + n / (5 + n / (7 + n / (9 + n / 11)))));
}
var Il, Ll = t((() => {
	Dc(), Qc(), dl(), Il = {
		build(e, { settings: { alpha: t, hidden: n }, loss: r, standardize: i, normals: a }) {
			let o = Kc(e, "the network", i), { rows: s, m: c, p: l, n: u } = o, d = l - 1, f = mc(r, u), p = (l + 1) * n + 1, m = l * n, h = new Float64Array(c * n), g = (e, t, r) => {
				for (let i = 0; i * n < r.length; i++) for (let a = 0; a < n; a++) {
					let o = 0;
					for (let r = 0; r < l; r++) o += e[i * l + r] * t[r * n + a];
					r[i * n + a] = Fl(o);
				}
			}, _ = (e, r) => {
				if (t !== 0) {
					for (let i = 0; i < d * n; i++) r[i] += 2 * t * e[i];
					for (let i = m; i < m + n; i++) r[i] += 2 * t * e[i];
				}
			}, v = (e, t) => {
				let r = Array.from(t);
				for (let i = 0; i < n; i++) e(Array.from({ length: l }, (e, r) => t[r * n + i])).forEach((e, t) => r[t * n + i] = e);
				return r;
			}, y = (e) => v((e) => wc(o, e), e), b = Array.from({ length: p }, (e, t) => t < m ? a[t] / Math.sqrt(l) : t < m + n ? a[t] / Math.sqrt(n) : 0);
			return {
				problem: o,
				names: [
					...[...e.names, "intercept"].flatMap((e) => Array.from({ length: n }, (t, n) => `${e} to h${n + 1}`)),
					...Array.from({ length: n }, (e, t) => `h${t + 1}`),
					"intercept"
				],
				classes: [],
				convex: !1,
				size: p,
				outputs: 1,
				target: o.y,
				firstWeights: y(b),
				bound: null,
				redundant: [],
				predict(e, t, r) {
					let i = e === s ? h : new Float64Array(r.length * n);
					g(e, t, i);
					for (let e = 0; e < r.length; e++) {
						let a = t[p - 1];
						for (let r = 0; r < n; r++) a += i[e * n + r] * t[m + r];
						r[e] = a;
					}
				},
				loss(e, r) {
					let i = 0;
					for (let e = 0; e < d * n; e++) i += r[e] * r[e];
					for (let e = m; e < m + n; e++) i += r[e] * r[e];
					return f * xc(e) + t * i;
				},
				gradient(e, t, r) {
					r.fill(0);
					for (let i = 0; i < c; i++) {
						for (let a = 0; a < n; a++) {
							let o = h[i * n + a], c = e[i] * t[m + a] * (1 - o * o);
							for (let e = 0; e < l; e++) r[e * n + a] += s[i * l + e] * c;
							r[m + a] += o * e[i];
						}
						r[p - 1] += e[i];
					}
					for (let e = 0; e < p; e++) r[e] *= 2 * f;
					_(t, r);
				},
				hessianAt(e) {
					let t = new Float64Array(c * n), r = new Float64Array(c * n), i = new Float64Array(c), a = new Float64Array(n);
					g(s, e, t);
					for (let a = 0; a < c; a++) {
						i[a] = e[p - 1] - o.y[a];
						for (let o = a * n, s = m; o < (a + 1) * n; o++, s++) i[a] += t[o] * e[s], r[o] = 1 - t[o] * t[o];
					}
					return (o, u) => {
						u.fill(0);
						for (let d = 0; d < c; d++) {
							let c = o[p - 1];
							for (let i = 0; i < n; i++) {
								let u = 0;
								for (let e = 0; e < l; e++) u += s[d * l + e] * o[e * n + i];
								a[i] = r[d * n + i] * u, c += a[i] * e[m + i] + t[d * n + i] * o[m + i];
							}
							let f = i[d];
							for (let i = 0; i < n; i++) {
								let p = t[d * n + i], h = (c * e[m + i] + f * o[m + i]) * r[d * n + i] - 2 * f * e[m + i] * p * a[i];
								for (let e = 0; e < l; e++) u[e * n + i] += s[d * l + e] * h;
								u[m + i] += p * c + a[i] * f;
							}
							u[p - 1] += c;
						}
						for (let e = 0; e < p; e++) u[e] *= 2 * f;
						_(o, u);
					};
				},
				inUserUnits: y,
				fromUserUnits: (e) => v((e) => Tc(o, e), e)
			};
		},
		formulas({ loss: e }) {
			let t = ul(e);
			return {
				predict: "h = tanh(X V), ŷ = h·u + b",
				loss: t.loss,
				gradient: `${t.gradient.replace("Xᵀ", "hᵀ")} for u; V by the chain rule`,
				after: ""
			};
		}
	};
}));
// src/lib/models/catalog.ts
function Rl(e) {
	return {
		alpha: +(e === "ridge" || e === "lasso" || e === "elastic-net"),
		l1_ratio: .5,
		delta: 1,
		hidden: 8
	};
}
var zl, Bl, Vl, Hl = t((() => {
	zl = class extends Error {}, Bl = () => Promise.reject(/* @__PURE__ */ Error("least squares needs no kit")), Vl = {
		"least-squares": {
			text: "line",
			takes: [],
			squared: !0,
			target: "number",
			points: "lesson-line",
			load: Bl
		},
		ridge: {
			text: "ridge",
			takes: ["alpha"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (ml(), fl))
		},
		lasso: {
			text: "lasso",
			takes: ["alpha"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (_l(), hl))
		},
		"elastic-net": {
			text: "elastic net",
			takes: ["alpha", "l1_ratio"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (bl(), vl))
		},
		huber: {
			text: "Huber",
			takes: ["alpha", "delta"],
			squared: !1,
			target: "number",
			points: "lesson-outliers",
			load: () => Promise.resolve().then(() => (Cl(), xl))
		},
		logistic: {
			text: "logistic",
			takes: ["alpha"],
			squared: !1,
			target: "two classes",
			points: "lesson-yes-no",
			load: () => Promise.resolve().then(() => (El(), wl))
		},
		softmax: {
			text: "softmax",
			takes: ["alpha"],
			squared: !1,
			target: "classes",
			points: "lesson-three-classes",
			load: () => Promise.resolve().then(() => (Al(), Dl))
		},
		poisson: {
			text: "Poisson",
			takes: ["alpha"],
			squared: !1,
			target: "count",
			points: "lesson-counts",
			load: () => Promise.resolve().then(() => (Nl(), jl))
		},
		network: {
			text: "network",
			takes: ["alpha", "hidden"],
			squared: !0,
			target: "number",
			points: "lesson-bend",
			load: () => Promise.resolve().then(() => (Ll(), Pl))
		}
	};
})), Ul, Wl, Gl, Kl, ql, Jl, Yl, Xl, Zl, Ql, $l, eu = t((() => {
	Ul = .9, Wl = .999, Gl = 1e-8, Kl = {
		name: "gd",
		beta: 0,
		direction: (e) => e,
		rateLimit: (e) => 2 / e,
		recurrence: (e) => [
			1 - e,
			0,
			1 - e
		]
	}, ql = {
		name: "momentum",
		beta: Ul,
		direction: (e, { velocity: t }, n) => t[n] = Ul * t[n] + e,
		rateLimit: (e) => 3.8 / e,
		recurrence: (e) => [
			1.9 - e,
			Ul,
			1 - e
		]
	}, Jl = {
		name: "nesterov",
		beta: Ul,
		direction: (e, { velocity: t }, n) => e + Ul * (t[n] = Ul * t[n] + e),
		rateLimit: (e) => 3.8 / 2.8 / e,
		recurrence: (e) => [
			1.9 * (1 - e),
			Ul * (1 - e),
			1 - 1.9 * e
		]
	}, Yl = {
		name: "adam",
		direction(e, { velocity: t, squares: n, divisors: r, updates: i }, a) {
			return t[a] = Ul * t[a] + .09999999999999998 * e, n[a] = Wl * n[a] + e * e * .0010000000000000009, r[a] = Math.sqrt(n[a] / (1 - Wl ** i)) + Gl, t[a] / (1 - Ul ** i) / r[a];
		},
		rateLimit: (e) => 3.8 / .09999999999999998 / e
	}, Xl = {
		gd: Kl,
		momentum: ql,
		nesterov: Jl
	}, Zl = {
		...Xl,
		adam: Yl
	}, Ql = (e) => e === "adam" ? null : Xl[e], $l = (e) => ({
		velocity: new Float64Array(e),
		squares: new Float64Array(e),
		divisors: new Float64Array(e).fill(1),
		updates: 0
	});
}));
Ws(), Q(), Z(), Ys(), fc(), Hl(), eu();
var tu = 450, nu = 1e-9, ru = 1e290, iu = class {
	#e = /* @__PURE__ */ N(null);
	get answer() {
		return V(this.#e);
	}
	set answer(e) {
		P(this.#e, e);
	}
	#t = /* @__PURE__ */ N(Gn(NaN));
	get difference() {
		return V(this.#t);
	}
	set difference(e) {
		P(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ N("");
	get error() {
		return V(this.#n);
	}
	set error(e) {
		P(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ j(() => this.answer !== null && this.difference <= nu);
	get agrees() {
		return V(this.#r);
	}
	set agrees(e) {
		P(this.#r, e);
	}
	#i = /* @__PURE__ */ N(0);
	get apartFrom() {
		return V(this.#i);
	}
	set apartFrom(e) {
		P(this.#i, e, !0);
	}
	constructor(e) {
		vr(() => {
			let { run: t } = e, n = au(e);
			if (!t || !n || Js.alone) return;
			this.answer = null, this.error = "";
			let r = null, i = setTimeout(() => {
				r = new AbortController(), this.ask(n, t, r.signal);
			}, tu);
			return () => {
				clearTimeout(i), r?.abort();
			};
		});
	}
	async ask(e, t, n) {
		try {
			let r = e.model !== void 0 || Ql(e.rule) === null, i = r ? {
				...e,
				undiagnosed: !0
			} : e, a = await oc(i, n);
			if (n.aborted || (this.difference = ou(t, a), this.apartFrom = su(t, a), this.answer = a, !r)) return;
			let o = await oc(e, n);
			n.aborted || (this.answer = o);
		} catch (e) {
			n.aborted || (this.error = nc(e));
		}
	}
};
function au(e) {
	if (!e.data) return null;
	let { lr: t, rule: n, loss: r, standardize: i, model: a } = e, o = e.runSettings(), s = {
		data: e.descriptor,
		lr: t,
		epochs: e.run?.epochs ?? e.epochs,
		rule: n,
		standardize: i
	};
	if (e.isLine) return {
		...s,
		loss: r,
		start: [...e.startWeights]
	};
	let { squared: c, takes: l } = Vl[a], u = Object.fromEntries(l.map((e) => [e, o[e]])), d = e.start && e.startFits ? [...e.start] : null;
	return {
		...s,
		...u,
		model: a,
		start: d,
		loss: c ? r : "mse"
	};
}
function ou(e, t) {
	if (t.losses.length !== e.epochs + 1) return Infinity;
	let n = 0;
	for (let r = 0; r <= e.epochs; r++) n = Math.max(n, cu(e, t, r));
	return n;
}
function su(e, t) {
	for (let n = 0; n < t.losses.length; n++) if (!(cu(e, t, n) <= nu)) return n;
	return t.losses.length;
}
function cu(e, t, n) {
	let r = Math.abs(e.losses[n]), i = !(Math.max(r, t.losses[n] ?? 0) < ru), a = lu(e.losses[n], t.losses[n], r, i), o = e.weights.subarray(n * e.p, (n + 1) * e.p), s = o.reduce((e, t) => Math.max(e, Math.abs(t)), 0);
	return t.weights[n].forEach((e, t) => a = Math.max(a, lu(o[t], e, s, i))), a;
}
function lu(e, t, n, r) {
	return t === null || !Number.isFinite(e) ? r ? 0 : Infinity : n === 0 ? Math.abs(t) : Math.abs(e - t) / n;
}
// src/lib/format.ts
function $(e, t = 4) {
	if (Number.isNaN(e)) return "∞";
	if (!Number.isFinite(e)) return e < 0 ? `${_u}∞` : "∞";
	if (e === 0) return "0";
	let n = Math.abs(e);
	return n >= 1e6 || n < 1e-4 ? gu(e, Math.min(t, 3)) : n >= 10 ** t ? du(e) : xu(e.toPrecision(t));
}
function uu(e, t = 6) {
	return xu(String(Number(e.toPrecision(t))));
}
function du(e) {
	return xu(vu.format(Math.round(e)));
}
function fu(e) {
	return Number.isFinite(e) ? e >= 1e9 ? `about ${gu(e, 1)} epochs` : `${du(e)} epoch${e === 1 ? "" : "s"}` : "never";
}
function pu(e) {
	let t = 100 * Math.abs(1 - e);
	if (!Number.isFinite(t)) return `${$(e)}%`;
	let n = t === 0 ? 1 : Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(t))));
	return `${(100 * e).toFixed(n)}%`;
}
function mu(e) {
	let t = 1 - e;
	return t > 0 && t < 1e-5 ? `all but ${gu(t, 2)}` : pu(e);
}
function hu(e) {
	let t = [...String(Math.abs(e))].map((e) => bu[Number(e)]);
	return `10${e < 0 ? "⁻" : ""}${t.join("")}`;
}
function gu(e, t = 3) {
	if (!Number.isFinite(e)) return $(e);
	let [n, r] = e.toExponential(t - 1).split("e");
	return xu(`${n}·${hu(Number(r))}`);
}
var _u, vu, yu, bu, xu, Su = t((() => {
	_u = "−", vu = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }), yu = (e) => e.replaceAll(/(?<![\w.-])-(?=\d)/g, _u), bu = "⁰¹²³⁴⁵⁶⁷⁸⁹", xu = (e) => e.replace("-", _u);
}));
// src/charts/surface.ts
function Cu(e, t, n, r) {
	let i = (t, n) => {
		let r = 0;
		for (let i = 0; i < e.m; i++) r += e.rows[i * e.p + t] * e.rows[i * e.p + n];
		return 2 * e.factor * r;
	}, [a, o, s] = [
		i(t, t),
		i(t, n),
		i(n, n)
	], c = (a - s) / 2, l = Math.hypot(c, o), u = (a + s) / 2 + l, d = Math.max(u === 0 ? 0 : (a * s - o * o) / u, 1e-12 * u), f = Math.atan2(o, c) / 2, p = [Math.cos(f), Math.sin(f)], m = [-p[1], p[0]], h = Cc(e, r), g = (h[t] * p[0] + h[n] * p[1]) / u, _ = (h[t] * m[0] + h[n] * m[1]) / d, v = [r[t] - g * p[0] - _ * m[0], r[n] - g * p[1] - _ * m[1]], y = Array.from(r);
	return [y[t], y[n]] = v, {
		center: v,
		floor: Sc(e, y),
		curvatures: [u, d],
		axes: [p, m]
	};
}
function wu(e, t) {
	let [n, r] = e.axes, i = Math.sqrt(2 * t / e.curvatures[0]), a = Math.sqrt(2 * t / e.curvatures[1]);
	return [[i * n[0], i * n[1]], [a * r[0], a * r[1]]];
}
var Tu, Eu = t((() => {
	Dc(), Tu = (e, t, n) => {
		let r = t - e.center[0], i = n - e.center[1];
		return e.axes.reduce((t, [n, a], o) => t + e.curvatures[o] * (n * r + a * i) ** 2 / 2, 0);
	};
})), Du = t((() => {}));
// src/charts/AxesChoice.svelte
function Ou(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7);
	function r(e, t) {
		let r = Number(t), i = [...n().axes];
		i[1 - e] === r && (i[1 - e] = i[e]), i[e] = r, n().axesChosen = i;
	}
	var i = G();
	Y(I(i), 16, () => [0, 1], (e) => e, (e, t) => {
		var i = Au(), a = F(i), o = R(a);
		Y(o, 21, () => n().weightNames, Aa, (e, t, n) => {
			var r = ku(), i = L(r, !0), a = {};
			z((e) => {
				q(i, V(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
			}, [() => String(n)]), K(e, r);
		}), E(o);
		var s;
		Eo(o), E(i), z((e) => {
			q(a, `${t ? "vertical" : "horizontal"} `), X(o, "aria-label", t ? "Weight shown vertically" : "Weight shown horizontally"), s !== (s = e) && (o.value = (o.__value = s) ?? "", To(o, s));
		}, [() => String(n().axes[t])]), U("change", o, (e) => r(t, e.currentTarget.value)), K(e, i);
	}), K(e, i), A();
}
var ku, Au, ju = t((() => {
	Z(), Du(), ku = /* @__PURE__ */ W("<option> </option>"), Au = /* @__PURE__ */ W("<label class=\"on-screen svelte-1gu2nz3\"> <select class=\"svelte-1gu2nz3\"></select></label>"), Pi(["change"]);
})), Mu, Nu, Pu = t((() => {
	Is(), [Mu, Nu] = bt();
})), Fu = t((() => {}));
// src/panels/Word.svelte
function Iu(e, t) {
	let n = Xi();
	k(t, !0);
	let r = Mu(), i = /* @__PURE__ */ j(() => Object.hasOwn(r(), t.name) ? r()[t.name] : ""), a = /* @__PURE__ */ N(!1);
	var o = G(), s = I(o), c = (e) => {
		var r = Ru(), o = I(r);
		Wa(F(o), () => t.children), E(o);
		var s = R(o), c = F(s), l = (e) => {
			var n = Lu(), r = I(n), a = L(r, !0), o = R(r);
			z(() => {
				q(a, t.name), q(o, ` ${V(i) ?? ""}`);
			}), K(e, n);
		};
		J(c, (e) => {
			V(a) && e(l);
		}), E(s), z(() => {
			X(o, "popovertarget", n), X(o, "title", V(i)), X(s, "id", n);
		}), Ni("beforetoggle", s, (e) => P(a, e.newState === "open")), K(e, r);
	}, l = (e) => {
		var n = G();
		Wa(I(n), () => t.children), K(e, n);
	};
	J(s, (e) => {
		V(i) ? e(c) : e(l, -1);
	}), K(e, o), A();
}
var Lu, Ru, zu = t((() => {
	Q(), Z(), Pu(), Fu(), Lu = /* @__PURE__ */ W("<b> </b> ", 1), Ru = /* @__PURE__ */ W("<button class=\"word svelte-vgsj87\"><!></button><span popover=\"auto\" role=\"note\" class=\"svelte-vgsj87\"><!></span>", 1);
}));
// src/charts/LiveText.svelte
function Bu(e, t) {
	k(t, !0);
	let n = Es(t, "wait", 3, 900), r = /* @__PURE__ */ N("");
	vr(() => {
		let e = t.text, i = setTimeout(() => P(r, e, !0), n());
		return () => clearTimeout(i);
	});
	var i = Vu(), a = L(i, !0);
	z(() => q(a, V(r))), K(e, i), A();
}
var Vu, Hu = t((() => {
	Q(), Z(), Vu = /* @__PURE__ */ W("<p class=\"hidden-visually\" aria-live=\"polite\"> </p>");
})), Uu = t((() => {}));
// src/charts/Figure.svelte
function Wu(e, t) {
	let n = Es(t, "word", 3, ""), r = Es(t, "note", 3, "");
	var i = qu(), a = F(i), o = F(a);
	Iu(F(o), {
		get name() {
			return n();
		},
		children: (e, n) => {
			Re();
			var r = Yi();
			z(() => q(r, t.title)), K(e, r);
		},
		$$slots: { default: !0 }
	}), E(o);
	var s = R(o, 2), c = (e) => {
		var n = Gu();
		Wa(F(n), () => t.controls), E(n), K(e, n);
	};
	J(s, (e) => {
		t.controls && e(c);
	}), E(a);
	var l = R(a, 2);
	Wa(l, () => t.children);
	var u = R(l, 2), d = (e) => {
		var t = Ku(), n = L(t, !0);
		z(() => q(n, r())), K(e, t);
	};
	J(u, (e) => {
		r() && e(d);
	}), Bu(R(u, 2), { get text() {
		return t.text;
	} }), E(i), K(e, i);
}
var Gu, Ku, qu, Ju = t((() => {
	Q(), Z(), zu(), Hu(), Uu(), Gu = /* @__PURE__ */ W("<div class=\"controls svelte-e9gw4x\"><!></div>"), Ku = /* @__PURE__ */ W("<p class=\"note svelte-e9gw4x\"> </p>"), qu = /* @__PURE__ */ W("<figure class=\"svelte-e9gw4x\"><figcaption class=\"svelte-e9gw4x\"><h2 class=\"small\"><!></h2> <!></figcaption> <!> <!> <!></figure>");
}));
// node_modules/d3-array/dist/d3-array.mjs
function Yu(e, t) {
	return e == null || t == null ? NaN : e < t ? -1 : e > t ? 1 : e >= t ? 0 : NaN;
}
function Xu(e, t) {
	return e == null || t == null ? NaN : t < e ? -1 : t > e ? 1 : t >= e ? 0 : NaN;
}
function Zu(e) {
	let t, n, r;
	e.length === 2 ? (t = e === Yu || e === Xu ? e : Qu, n = e, r = e) : (t = Yu, n = (t, n) => Yu(e(t), n), r = (t, n) => e(t) - n);
	function i(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) < 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function a(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) <= 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function o(e, t, n = 0, a = e.length) {
		let o = i(e, t, n, a - 1);
		return o > n && r(e[o - 1], t) > -r(e[o], t) ? o - 1 : o;
	}
	return {
		left: i,
		center: o,
		right: a
	};
}
function Qu() {
	return 0;
}
function $u(e) {
	return e === null ? NaN : +e;
}
function ed(e, t, n) {
	let r = (t - e) / Math.max(0, n), i = Math.floor(Math.log10(r)), a = r / 10 ** i, o = a >= od ? 10 : a >= sd ? 5 : a >= cd ? 2 : 1, s, c, l;
	return i < 0 ? (l = 10 ** -i / o, s = Math.round(e * l), c = Math.round(t * l), s / l < e && ++s, c / l > t && --c, l = -l) : (l = 10 ** i * o, s = Math.round(e / l), c = Math.round(t / l), s * l < e && ++s, c * l > t && --c), c < s && .5 <= n && n < 2 ? ed(e, t, n * 2) : [
		s,
		c,
		l
	];
}
function td(e, t, n) {
	if (t = +t, e = +e, n = +n, !(n > 0)) return [];
	if (e === t) return [e];
	let r = t < e, [i, a, o] = r ? ed(t, e, n) : ed(e, t, n);
	if (!(a >= i)) return [];
	let s = a - i + 1, c = Array(s);
	if (r) {
		if (o < 0) for (let e = 0; e < s; ++e) c[e] = (a - e) / -o;
		else for (let e = 0; e < s; ++e) c[e] = (a - e) * o;
	} else if (o < 0) for (let e = 0; e < s; ++e) c[e] = (i + e) / -o;
	else for (let e = 0; e < s; ++e) c[e] = (i + e) * o;
	return c;
}
function nd(e, t, n) {
	return t = +t, e = +e, n = +n, ed(e, t, n)[2];
}
function rd(e, t, n) {
	t = +t, e = +e, n = +n;
	let r = t < e, i = r ? nd(t, e, n) : nd(e, t, n);
	return (r ? -1 : 1) * (i < 0 ? 1 / -i : i);
}
var id, ad, od, sd, cd, ld = t((() => {
	id = Zu(Yu), ad = id.right, id.left, Zu($u).center, Array.prototype.slice, od = Math.sqrt(50), sd = Math.sqrt(10), cd = Math.sqrt(2);
}));
// node_modules/d3-color/dist/d3-color.mjs
function ud(e, t, n) {
	e.prototype = t.prototype = n, n.constructor = e;
}
function dd(e, t) {
	var n = Object.create(e.prototype);
	for (var r in t) n[r] = t[r];
	return n;
}
function fd() {}
function pd() {
	return this.rgb().formatHex();
}
function md() {
	return this.rgb().formatHex8();
}
function hd() {
	return Ad(this).formatHsl();
}
function gd() {
	return this.rgb().formatRgb();
}
function _d(e) {
	var t, n;
	return e = (e + "").trim().toLowerCase(), (t = tf.exec(e)) ? (n = t[1].length, t = parseInt(t[1], 16), n === 6 ? vd(t) : n === 3 ? new Sd(t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, (t & 15) << 4 | t & 15, 1) : n === 8 ? yd(t >> 24 & 255, t >> 16 & 255, t >> 8 & 255, (t & 255) / 255) : n === 4 ? yd(t >> 12 & 15 | t >> 8 & 240, t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, ((t & 15) << 4 | t & 15) / 255) : null) : (t = nf.exec(e)) ? new Sd(t[1], t[2], t[3], 1) : (t = rf.exec(e)) ? new Sd(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, 1) : (t = af.exec(e)) ? yd(t[1], t[2], t[3], t[4]) : (t = of.exec(e)) ? yd(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, t[4]) : (t = sf.exec(e)) ? kd(t[1], t[2] / 100, t[3] / 100, 1) : (t = cf.exec(e)) ? kd(t[1], t[2] / 100, t[3] / 100, t[4]) : lf.hasOwnProperty(e) ? vd(lf[e]) : e === "transparent" ? new Sd(NaN, NaN, NaN, 0) : null;
}
function vd(e) {
	return new Sd(e >> 16 & 255, e >> 8 & 255, e & 255, 1);
}
function yd(e, t, n, r) {
	return r <= 0 && (e = t = n = NaN), new Sd(e, t, n, r);
}
function bd(e) {
	return e instanceof fd || (e = _d(e)), e ? (e = e.rgb(), new Sd(e.r, e.g, e.b, e.opacity)) : new Sd();
}
function xd(e, t, n, r) {
	return arguments.length === 1 ? bd(e) : new Sd(e, t, n, r ?? 1);
}
function Sd(e, t, n, r) {
	this.r = +e, this.g = +t, this.b = +n, this.opacity = +r;
}
function Cd() {
	return `#${Od(this.r)}${Od(this.g)}${Od(this.b)}`;
}
function wd() {
	return `#${Od(this.r)}${Od(this.g)}${Od(this.b)}${Od((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
}
function Td() {
	let e = Ed(this.opacity);
	return `${e === 1 ? "rgb(" : "rgba("}${Dd(this.r)}, ${Dd(this.g)}, ${Dd(this.b)}${e === 1 ? ")" : `, ${e})`}`;
}
function Ed(e) {
	return isNaN(e) ? 1 : Math.max(0, Math.min(1, e));
}
function Dd(e) {
	return Math.max(0, Math.min(255, Math.round(e) || 0));
}
function Od(e) {
	return e = Dd(e), (e < 16 ? "0" : "") + e.toString(16);
}
function kd(e, t, n, r) {
	return r <= 0 ? e = t = n = NaN : n <= 0 || n >= 1 ? e = t = NaN : t <= 0 && (e = NaN), new Md(e, t, n, r);
}
function Ad(e) {
	if (e instanceof Md) return new Md(e.h, e.s, e.l, e.opacity);
	if (e instanceof fd || (e = _d(e)), !e) return new Md();
	if (e instanceof Md) return e;
	e = e.rgb();
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = Math.min(t, n, r), a = Math.max(t, n, r), o = NaN, s = a - i, c = (a + i) / 2;
	return s ? (o = t === a ? (n - r) / s + (n < r) * 6 : n === a ? (r - t) / s + 2 : (t - n) / s + 4, s /= c < .5 ? a + i : 2 - a - i, o *= 60) : s = c > 0 && c < 1 ? 0 : o, new Md(o, s, c, e.opacity);
}
function jd(e, t, n, r) {
	return arguments.length === 1 ? Ad(e) : new Md(e, t, n, r ?? 1);
}
function Md(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
function Nd(e) {
	return e = (e || 0) % 360, e < 0 ? e + 360 : e;
}
function Pd(e) {
	return Math.max(0, Math.min(1, e || 0));
}
function Fd(e, t, n) {
	return (e < 60 ? t + (n - t) * e / 60 : e < 180 ? n : e < 240 ? t + (n - t) * (240 - e) / 60 : t) * 255;
}
function Id(e) {
	if (e instanceof Rd) return new Rd(e.l, e.a, e.b, e.opacity);
	if (e instanceof Gd) return Kd(e);
	e instanceof Sd || (e = bd(e));
	var t = Hd(e.r), n = Hd(e.g), r = Hd(e.b), i = zd((.2225045 * t + .7168786 * n + .0606169 * r) / mf), a, o;
	return t === n && n === r ? a = o = i : (a = zd((.4360747 * t + .3850649 * n + .1430804 * r) / pf), o = zd((.0139322 * t + .0971045 * n + .7141733 * r) / hf)), new Rd(116 * i - 16, 500 * (a - i), 200 * (i - o), e.opacity);
}
function Ld(e, t, n, r) {
	return arguments.length === 1 ? Id(e) : new Rd(e, t, n, r ?? 1);
}
function Rd(e, t, n, r) {
	this.l = +e, this.a = +t, this.b = +n, this.opacity = +r;
}
function zd(e) {
	return e > yf ? e ** (1 / 3) : e / vf + gf;
}
function Bd(e) {
	return e > _f ? e * e * e : vf * (e - gf);
}
function Vd(e) {
	return 255 * (e <= .0031308 ? 12.92 * e : 1.055 * e ** (1 / 2.4) - .055);
}
function Hd(e) {
	return (e /= 255) <= .04045 ? e / 12.92 : ((e + .055) / 1.055) ** 2.4;
}
function Ud(e) {
	if (e instanceof Gd) return new Gd(e.h, e.c, e.l, e.opacity);
	if (e instanceof Rd || (e = Id(e)), e.a === 0 && e.b === 0) return new Gd(NaN, 0 < e.l && e.l < 100 ? 0 : NaN, e.l, e.opacity);
	var t = Math.atan2(e.b, e.a) * df;
	return new Gd(t < 0 ? t + 360 : t, Math.sqrt(e.a * e.a + e.b * e.b), e.l, e.opacity);
}
function Wd(e, t, n, r) {
	return arguments.length === 1 ? Ud(e) : new Gd(e, t, n, r ?? 1);
}
function Gd(e, t, n, r) {
	this.h = +e, this.c = +t, this.l = +n, this.opacity = +r;
}
function Kd(e) {
	if (isNaN(e.h)) return new Rd(e.l, 0, 0, e.opacity);
	var t = e.h * uf;
	return new Rd(e.l, Math.cos(t) * e.c, Math.sin(t) * e.c, e.opacity);
}
function qd(e) {
	if (e instanceof Yd) return new Yd(e.h, e.s, e.l, e.opacity);
	e instanceof Sd || (e = bd(e));
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = (Df * r + Tf * t - Ef * n) / (Df + Tf - Ef), a = r - i, o = (wf * (n - i) - Sf * a) / Cf, s = Math.sqrt(o * o + a * a) / (wf * i * (1 - i)), c = s ? Math.atan2(o, a) * df - 120 : NaN;
	return new Yd(c < 0 ? c + 360 : c, s, i, e.opacity);
}
function Jd(e, t, n, r) {
	return arguments.length === 1 ? qd(e) : new Yd(e, t, n, r ?? 1);
}
function Yd(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
var Xd, Zd, Qd, $d, ef, tf, nf, rf, af, of, sf, cf, lf, uf, df, ff, pf, mf, hf, gf, _f, vf, yf, bf, xf, Sf, Cf, wf, Tf, Ef, Df, Of = t((() => {
	Xd = .7, Zd = 1 / Xd, Qd = "\\s*([+-]?\\d+)\\s*", $d = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*", ef = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*", tf = /^#([0-9a-f]{3,8})$/, nf = RegExp(`^rgb\\(${Qd},${Qd},${Qd}\\)$`), rf = RegExp(`^rgb\\(${ef},${ef},${ef}\\)$`), af = RegExp(`^rgba\\(${Qd},${Qd},${Qd},${$d}\\)$`), of = RegExp(`^rgba\\(${ef},${ef},${ef},${$d}\\)$`), sf = RegExp(`^hsl\\(${$d},${ef},${ef}\\)$`), cf = RegExp(`^hsla\\(${$d},${ef},${ef},${$d}\\)$`), lf = {
		aliceblue: 15792383,
		antiquewhite: 16444375,
		aqua: 65535,
		aquamarine: 8388564,
		azure: 15794175,
		beige: 16119260,
		bisque: 16770244,
		black: 0,
		blanchedalmond: 16772045,
		blue: 255,
		blueviolet: 9055202,
		brown: 10824234,
		burlywood: 14596231,
		cadetblue: 6266528,
		chartreuse: 8388352,
		chocolate: 13789470,
		coral: 16744272,
		cornflowerblue: 6591981,
		cornsilk: 16775388,
		crimson: 14423100,
		cyan: 65535,
		darkblue: 139,
		darkcyan: 35723,
		darkgoldenrod: 12092939,
		darkgray: 11119017,
		darkgreen: 25600,
		darkgrey: 11119017,
		darkkhaki: 12433259,
		darkmagenta: 9109643,
		darkolivegreen: 5597999,
		darkorange: 16747520,
		darkorchid: 10040012,
		darkred: 9109504,
		darksalmon: 15308410,
		darkseagreen: 9419919,
		darkslateblue: 4734347,
		darkslategray: 3100495,
		darkslategrey: 3100495,
		darkturquoise: 52945,
		darkviolet: 9699539,
		deeppink: 16716947,
		deepskyblue: 49151,
		dimgray: 6908265,
		dimgrey: 6908265,
		dodgerblue: 2003199,
		firebrick: 11674146,
		floralwhite: 16775920,
		forestgreen: 2263842,
		fuchsia: 16711935,
		gainsboro: 14474460,
		ghostwhite: 16316671,
		gold: 16766720,
		goldenrod: 14329120,
		gray: 8421504,
		green: 32768,
		greenyellow: 11403055,
		grey: 8421504,
		honeydew: 15794160,
		hotpink: 16738740,
		indianred: 13458524,
		indigo: 4915330,
		ivory: 16777200,
		khaki: 15787660,
		lavender: 15132410,
		lavenderblush: 16773365,
		lawngreen: 8190976,
		lemonchiffon: 16775885,
		lightblue: 11393254,
		lightcoral: 15761536,
		lightcyan: 14745599,
		lightgoldenrodyellow: 16448210,
		lightgray: 13882323,
		lightgreen: 9498256,
		lightgrey: 13882323,
		lightpink: 16758465,
		lightsalmon: 16752762,
		lightseagreen: 2142890,
		lightskyblue: 8900346,
		lightslategray: 7833753,
		lightslategrey: 7833753,
		lightsteelblue: 11584734,
		lightyellow: 16777184,
		lime: 65280,
		limegreen: 3329330,
		linen: 16445670,
		magenta: 16711935,
		maroon: 8388608,
		mediumaquamarine: 6737322,
		mediumblue: 205,
		mediumorchid: 12211667,
		mediumpurple: 9662683,
		mediumseagreen: 3978097,
		mediumslateblue: 8087790,
		mediumspringgreen: 64154,
		mediumturquoise: 4772300,
		mediumvioletred: 13047173,
		midnightblue: 1644912,
		mintcream: 16121850,
		mistyrose: 16770273,
		moccasin: 16770229,
		navajowhite: 16768685,
		navy: 128,
		oldlace: 16643558,
		olive: 8421376,
		olivedrab: 7048739,
		orange: 16753920,
		orangered: 16729344,
		orchid: 14315734,
		palegoldenrod: 15657130,
		palegreen: 10025880,
		paleturquoise: 11529966,
		palevioletred: 14381203,
		papayawhip: 16773077,
		peachpuff: 16767673,
		peru: 13468991,
		pink: 16761035,
		plum: 14524637,
		powderblue: 11591910,
		purple: 8388736,
		rebeccapurple: 6697881,
		red: 16711680,
		rosybrown: 12357519,
		royalblue: 4286945,
		saddlebrown: 9127187,
		salmon: 16416882,
		sandybrown: 16032864,
		seagreen: 3050327,
		seashell: 16774638,
		sienna: 10506797,
		silver: 12632256,
		skyblue: 8900331,
		slateblue: 6970061,
		slategray: 7372944,
		slategrey: 7372944,
		snow: 16775930,
		springgreen: 65407,
		steelblue: 4620980,
		tan: 13808780,
		teal: 32896,
		thistle: 14204888,
		tomato: 16737095,
		turquoise: 4251856,
		violet: 15631086,
		wheat: 16113331,
		white: 16777215,
		whitesmoke: 16119285,
		yellow: 16776960,
		yellowgreen: 10145074
	}, ud(fd, _d, {
		copy(e) {
			return Object.assign(new this.constructor(), this, e);
		},
		displayable() {
			return this.rgb().displayable();
		},
		hex: pd,
		formatHex: pd,
		formatHex8: md,
		formatHsl: hd,
		formatRgb: gd,
		toString: gd
	}), ud(Sd, xd, dd(fd, {
		brighter(e) {
			return e = e == null ? Zd : Zd ** +e, new Sd(this.r * e, this.g * e, this.b * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? Xd : Xd ** +e, new Sd(this.r * e, this.g * e, this.b * e, this.opacity);
		},
		rgb() {
			return this;
		},
		clamp() {
			return new Sd(Dd(this.r), Dd(this.g), Dd(this.b), Ed(this.opacity));
		},
		displayable() {
			return -.5 <= this.r && this.r < 255.5 && -.5 <= this.g && this.g < 255.5 && -.5 <= this.b && this.b < 255.5 && 0 <= this.opacity && this.opacity <= 1;
		},
		hex: Cd,
		formatHex: Cd,
		formatHex8: wd,
		formatRgb: Td,
		toString: Td
	})), ud(Md, jd, dd(fd, {
		brighter(e) {
			return e = e == null ? Zd : Zd ** +e, new Md(this.h, this.s, this.l * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? Xd : Xd ** +e, new Md(this.h, this.s, this.l * e, this.opacity);
		},
		rgb() {
			var e = this.h % 360 + (this.h < 0) * 360, t = isNaN(e) || isNaN(this.s) ? 0 : this.s, n = this.l, r = n + (n < .5 ? n : 1 - n) * t, i = 2 * n - r;
			return new Sd(Fd(e >= 240 ? e - 240 : e + 120, i, r), Fd(e, i, r), Fd(e < 120 ? e + 240 : e - 120, i, r), this.opacity);
		},
		clamp() {
			return new Md(Nd(this.h), Pd(this.s), Pd(this.l), Ed(this.opacity));
		},
		displayable() {
			return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && 0 <= this.l && this.l <= 1 && 0 <= this.opacity && this.opacity <= 1;
		},
		formatHsl() {
			let e = Ed(this.opacity);
			return `${e === 1 ? "hsl(" : "hsla("}${Nd(this.h)}, ${Pd(this.s) * 100}%, ${Pd(this.l) * 100}%${e === 1 ? ")" : `, ${e})`}`;
		}
	})), uf = Math.PI / 180, df = 180 / Math.PI, ff = 18, pf = .96422, mf = 1, hf = .82521, gf = 4 / 29, _f = 6 / 29, vf = 3 * _f * _f, yf = _f * _f * _f, ud(Rd, Ld, dd(fd, {
		brighter(e) {
			return new Rd(this.l + ff * (e ?? 1), this.a, this.b, this.opacity);
		},
		darker(e) {
			return new Rd(this.l - ff * (e ?? 1), this.a, this.b, this.opacity);
		},
		rgb() {
			var e = (this.l + 16) / 116, t = isNaN(this.a) ? e : e + this.a / 500, n = isNaN(this.b) ? e : e - this.b / 200;
			return t = pf * Bd(t), e = mf * Bd(e), n = hf * Bd(n), new Sd(Vd(3.1338561 * t - 1.6168667 * e - .4906146 * n), Vd(-.9787684 * t + 1.9161415 * e + .033454 * n), Vd(.0719453 * t - .2289914 * e + 1.4052427 * n), this.opacity);
		}
	})), ud(Gd, Wd, dd(fd, {
		brighter(e) {
			return new Gd(this.h, this.c, this.l + ff * (e ?? 1), this.opacity);
		},
		darker(e) {
			return new Gd(this.h, this.c, this.l - ff * (e ?? 1), this.opacity);
		},
		rgb() {
			return Kd(this).rgb();
		}
	})), bf = -.14861, xf = 1.78277, Sf = -.29227, Cf = -.90649, wf = 1.97294, Tf = wf * Cf, Ef = wf * xf, Df = xf * Sf - Cf * bf, ud(Yd, Jd, dd(fd, {
		brighter(e) {
			return e = e == null ? Zd : Zd ** +e, new Yd(this.h, this.s, this.l * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? Xd : Xd ** +e, new Yd(this.h, this.s, this.l * e, this.opacity);
		},
		rgb() {
			var e = isNaN(this.h) ? 0 : (this.h + 120) * uf, t = +this.l, n = isNaN(this.s) ? 0 : this.s * t * (1 - t), r = Math.cos(e), i = Math.sin(e);
			return new Sd(255 * (t + n * (bf * r + xf * i)), 255 * (t + n * (Sf * r + Cf * i)), 255 * (t + wf * r * n), this.opacity);
		}
	}));
}));
function kf(e, t) {
	return function(n) {
		return e + n * t;
	};
}
function Af(e, t, n) {
	return e **= +n, t = t ** +n - e, n = 1 / n, function(r) {
		return (e + r * t) ** +n;
	};
}
function jf(e, t) {
	var n = t - e;
	return n ? kf(e, n > 180 || n < -180 ? n - 360 * Math.round(n / 360) : n) : Yf(isNaN(e) ? t : e);
}
function Mf(e) {
	return (e = +e) == 1 ? Nf : function(t, n) {
		return n - t ? Af(t, n, e) : Yf(isNaN(t) ? n : t);
	};
}
function Nf(e, t) {
	var n = t - e;
	return n ? kf(e, n) : Yf(isNaN(e) ? t : e);
}
function Pf(e, t) {
	t ||= [];
	var n = e ? Math.min(t.length, e.length) : 0, r = t.slice(), i;
	return function(a) {
		for (i = 0; i < n; ++i) r[i] = e[i] * (1 - a) + t[i] * a;
		return r;
	};
}
function Ff(e) {
	return ArrayBuffer.isView(e) && !(e instanceof DataView);
}
function If(e, t) {
	for (var n = t ? t.length : 0, r = e ? Math.min(n, e.length) : 0, i = Array(r), a = Array(n), o = 0; o < r; ++o) i[o] = Uf(e[o], t[o]);
	for (; o < n; ++o) a[o] = t[o];
	return function(e) {
		for (o = 0; o < r; ++o) a[o] = i[o](e);
		return a;
	};
}
function Lf(e, t) {
	var n = /* @__PURE__ */ new Date();
	return e = +e, t = +t, function(r) {
		return n.setTime(e * (1 - r) + t * r), n;
	};
}
function Rf(e, t) {
	return e = +e, t = +t, function(n) {
		return e * (1 - n) + t * n;
	};
}
function zf(e, t) {
	var n = {}, r = {}, i;
	for (i in typeof e == "object" && e || (e = {}), typeof t == "object" && t || (t = {}), t) i in e ? n[i] = Uf(e[i], t[i]) : r[i] = t[i];
	return function(e) {
		for (i in n) r[i] = n[i](e);
		return r;
	};
}
function Bf(e) {
	return function() {
		return e;
	};
}
function Vf(e) {
	return function(t) {
		return e(t) + "";
	};
}
function Hf(e, t) {
	var n = Zf.lastIndex = Qf.lastIndex = 0, r, i, a, o = -1, s = [], c = [];
	for (e += "", t += ""; (r = Zf.exec(e)) && (i = Qf.exec(t));) (a = i.index) > n && (a = t.slice(n, a), s[o] ? s[o] += a : s[++o] = a), (r = r[0]) === (i = i[0]) ? s[o] ? s[o] += i : s[++o] = i : (s[++o] = null, c.push({
		i: o,
		x: Rf(r, i)
	})), n = Qf.lastIndex;
	return n < t.length && (a = t.slice(n), s[o] ? s[o] += a : s[++o] = a), s.length < 2 ? c[0] ? Vf(c[0].x) : Bf(t) : (t = c.length, function(e) {
		for (var n = 0, r; n < t; ++n) s[(r = c[n]).i] = r.x(e);
		return s.join("");
	});
}
function Uf(e, t) {
	var n = typeof t, r;
	return t == null || n === "boolean" ? Yf(t) : (n === "number" ? Rf : n === "string" ? (r = _d(t)) ? (t = r, Xf) : Hf : t instanceof _d ? Xf : t instanceof Date ? Lf : Ff(t) ? Pf : Array.isArray(t) ? If : typeof t.valueOf != "function" && typeof t.toString != "function" || isNaN(t) ? zf : Rf)(e, t);
}
function Wf(e, t) {
	return e = +e, t = +t, function(n) {
		return Math.round(e * (1 - n) + t * n);
	};
}
function Gf(e) {
	return ((e = Math.exp(e)) + 1 / e) / 2;
}
function Kf(e) {
	return ((e = Math.exp(e)) - 1 / e) / 2;
}
function qf(e) {
	return ((e = Math.exp(2 * e)) - 1) / (e + 1);
}
function Jf(e) {
	return (function t(n) {
		n = +n;
		function r(t, r) {
			var i = e((t = Jd(t)).h, (r = Jd(r)).h), a = Nf(t.s, r.s), o = Nf(t.l, r.l), s = Nf(t.opacity, r.opacity);
			return function(e) {
				return t.h = i(e), t.s = a(e), t.l = o(e ** +n), t.opacity = s(e), t + "";
			};
		}
		return r.gamma = t, r;
	})(1);
}
var Yf, Xf, Zf, Qf, $f, ep = t((() => {
	Of(), Yf = (e) => () => e, Xf = (function e(t) {
		var n = Mf(t);
		function r(e, t) {
			var r = n((e = xd(e)).r, (t = xd(t)).r), i = n(e.g, t.g), a = n(e.b, t.b), o = Nf(e.opacity, t.opacity);
			return function(t) {
				return e.r = r(t), e.g = i(t), e.b = a(t), e.opacity = o(t), e + "";
			};
		}
		return r.gamma = e, r;
	})(1), Zf = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g, Qf = new RegExp(Zf.source, "g"), $f = 1e-12, (function e(t, n, r) {
		function i(e, i) {
			var a = e[0], o = e[1], s = e[2], c = i[0], l = i[1], u = i[2], d = c - a, f = l - o, p = d * d + f * f, m, h;
			if (p < $f) h = Math.log(u / s) / t, m = function(e) {
				return [
					a + e * d,
					o + e * f,
					s * Math.exp(t * e * h)
				];
			};
			else {
				var g = Math.sqrt(p), _ = (u * u - s * s + r * p) / (2 * s * n * g), v = (u * u - s * s - r * p) / (2 * u * n * g), y = Math.log(Math.sqrt(_ * _ + 1) - _);
				h = (Math.log(Math.sqrt(v * v + 1) - v) - y) / t, m = function(e) {
					var r = e * h, i = Gf(y), c = s / (n * g) * (i * qf(t * r + y) - Kf(y));
					return [
						a + c * d,
						o + c * f,
						s * i / Gf(t * r + y)
					];
				};
			}
			return m.duration = Math.abs(h) * 1e3 * t / Math.SQRT2, m;
		}
		return i.rho = function(t) {
			var n = Math.max(.001, +t), r = n * n;
			return e(n, r, r * r);
		}, i;
	})(Math.SQRT2, 2, 4), Jf(jf), Jf(Nf);
}));
// node_modules/d3-format/dist/d3-format.mjs
function tp(e) {
	return Math.abs(e = Math.round(e)) >= 1e21 ? e.toLocaleString("en").replace(/,/g, "") : e.toString(10);
}
function np(e, t) {
	if (!isFinite(e) || e === 0) return null;
	var n = (e = t ? e.toExponential(t - 1) : e.toExponential()).indexOf("e"), r = e.slice(0, n);
	return [r.length > 1 ? r[0] + r.slice(2) : r, +e.slice(n + 1)];
}
function rp(e) {
	return e = np(Math.abs(e)), e ? e[1] : NaN;
}
function ip(e, t) {
	return function(n, r) {
		for (var i = n.length, a = [], o = 0, s = e[0], c = 0; i > 0 && s > 0 && (c + s + 1 > r && (s = Math.max(1, r - c)), a.push(n.substring(i -= s, i + s)), !((c += s + 1) > r));) s = e[o = (o + 1) % e.length];
		return a.reverse().join(t);
	};
}
function ap(e) {
	return function(t) {
		return t.replace(/[0-9]/g, function(t) {
			return e[+t];
		});
	};
}
function op(e) {
	if (!(t = _p.exec(e))) throw Error("invalid format: " + e);
	var t;
	return new sp({
		fill: t[1],
		align: t[2],
		sign: t[3],
		symbol: t[4],
		zero: t[5],
		width: t[6],
		comma: t[7],
		precision: t[8] && t[8].slice(1),
		trim: t[9],
		type: t[10]
	});
}
function sp(e) {
	this.fill = e.fill === void 0 ? " " : e.fill + "", this.align = e.align === void 0 ? ">" : e.align + "", this.sign = e.sign === void 0 ? "-" : e.sign + "", this.symbol = e.symbol === void 0 ? "" : e.symbol + "", this.zero = !!e.zero, this.width = e.width === void 0 ? void 0 : +e.width, this.comma = !!e.comma, this.precision = e.precision === void 0 ? void 0 : +e.precision, this.trim = !!e.trim, this.type = e.type === void 0 ? "" : e.type + "";
}
function cp(e) {
	out: for (var t = e.length, n = 1, r = -1, i; n < t; ++n) switch (e[n]) {
		case ".":
			r = i = n;
			break;
		case "0":
			r === 0 && (r = n), i = n;
			break;
		default:
			if (!+e[n]) break out;
			r > 0 && (r = 0);
	}
	return r > 0 ? e.slice(0, r) + e.slice(i + 1) : e;
}
function lp(e, t) {
	var n = np(e, t);
	if (!n) return vp = void 0, e.toPrecision(t);
	var r = n[0], i = n[1], a = i - (vp = Math.max(-8, Math.min(8, Math.floor(i / 3))) * 3) + 1, o = r.length;
	return a === o ? r : a > o ? r + Array(a - o + 1).join("0") : a > 0 ? r.slice(0, a) + "." + r.slice(a) : "0." + Array(1 - a).join("0") + np(e, Math.max(0, t + a - 1))[0];
}
function up(e, t) {
	var n = np(e, t);
	if (!n) return e + "";
	var r = n[0], i = n[1];
	return i < 0 ? "0." + Array(-i).join("0") + r : r.length > i + 1 ? r.slice(0, i + 1) + "." + r.slice(i + 1) : r + Array(i - r.length + 2).join("0");
}
function dp(e) {
	return e;
}
function fp(e) {
	var t = e.grouping === void 0 || e.thousands === void 0 ? dp : ip(bp.call(e.grouping, Number), e.thousands + ""), n = e.currency === void 0 ? "" : e.currency[0] + "", r = e.currency === void 0 ? "" : e.currency[1] + "", i = e.decimal === void 0 ? "." : e.decimal + "", a = e.numerals === void 0 ? dp : ap(bp.call(e.numerals, String)), o = e.percent === void 0 ? "%" : e.percent + "", s = e.minus === void 0 ? "−" : e.minus + "", c = e.nan === void 0 ? "NaN" : e.nan + "";
	function l(e, l) {
		e = op(e);
		var u = e.fill, d = e.align, f = e.sign, p = e.symbol, m = e.zero, h = e.width, g = e.comma, _ = e.precision, v = e.trim, y = e.type;
		y === "n" ? (g = !0, y = "g") : yp[y] || (_ === void 0 && (_ = 12), v = !0, y = "g"), (m || u === "0" && d === "=") && (m = !0, u = "0", d = "=");
		var b = (l && l.prefix !== void 0 ? l.prefix : "") + (p === "$" ? n : p === "#" && /[boxX]/.test(y) ? "0" + y.toLowerCase() : ""), x = (p === "$" ? r : /[%p]/.test(y) ? o : "") + (l && l.suffix !== void 0 ? l.suffix : ""), S = yp[y], C = /[defgprs%]/.test(y);
		_ = _ === void 0 ? 6 : /[gprs]/.test(y) ? Math.max(1, Math.min(21, _)) : Math.max(0, Math.min(20, _));
		function w(e) {
			var n = b, r = x, o, l, p;
			if (y === "c") r = S(e) + r, e = "";
			else {
				e = +e;
				var w = e < 0 || 1 / e < 0;
				if (e = isNaN(e) ? c : S(Math.abs(e), _), v && (e = cp(e)), w && +e == 0 && f !== "+" && (w = !1), n = (w ? f === "(" ? f : s : f === "-" || f === "(" ? "" : f) + n, r = (y === "s" && !isNaN(e) && vp !== void 0 ? xp[8 + vp / 3] : "") + r + (w && f === "(" ? ")" : ""), C) {
					for (o = -1, l = e.length; ++o < l;) if (p = e.charCodeAt(o), 48 > p || p > 57) {
						r = (p === 46 ? i + e.slice(o + 1) : e.slice(o)) + r, e = e.slice(0, o);
						break;
					}
				}
			}
			g && !m && (e = t(e, Infinity));
			var T = n.length + e.length + r.length, ee = T < h ? Array(h - T + 1).join(u) : "";
			switch (g && m && (e = t(ee + e, ee.length ? h - r.length : Infinity), ee = ""), d) {
				case "<":
					e = n + e + r + ee;
					break;
				case "=":
					e = n + ee + e + r;
					break;
				case "^":
					e = ee.slice(0, T = ee.length >> 1) + n + e + r + ee.slice(T);
					break;
				default: e = ee + n + e + r;
			}
			return a(e);
		}
		return w.toString = function() {
			return e + "";
		}, w;
	}
	function u(e, t) {
		var n = Math.max(-8, Math.min(8, Math.floor(rp(t) / 3))) * 3, r = 10 ** -n, i = l((e = op(e), e.type = "f", e), { suffix: xp[8 + n / 3] });
		return function(e) {
			return i(r * e);
		};
	}
	return {
		format: l,
		formatPrefix: u
	};
}
function pp(e) {
	return Sp = fp(e), Cp = Sp.format, wp = Sp.formatPrefix, Sp;
}
function mp(e) {
	return Math.max(0, -rp(Math.abs(e)));
}
function hp(e, t) {
	return Math.max(0, Math.max(-8, Math.min(8, Math.floor(rp(t) / 3))) * 3 - rp(Math.abs(e)));
}
function gp(e, t) {
	return e = Math.abs(e), t = Math.abs(t) - e, Math.max(0, rp(t) - rp(e)) + 1;
}
var _p, vp, yp, bp, xp, Sp, Cp, wp, Tp = t((() => {
	_p = /^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i, op.prototype = sp.prototype, sp.prototype.toString = function() {
		return this.fill + this.align + this.sign + this.symbol + (this.zero ? "0" : "") + (this.width === void 0 ? "" : Math.max(1, this.width | 0)) + (this.comma ? "," : "") + (this.precision === void 0 ? "" : "." + Math.max(0, this.precision | 0)) + (this.trim ? "~" : "") + this.type;
	}, yp = {
		"%": (e, t) => (e * 100).toFixed(t),
		b: (e) => Math.round(e).toString(2),
		c: (e) => e + "",
		d: tp,
		e: (e, t) => e.toExponential(t),
		f: (e, t) => e.toFixed(t),
		g: (e, t) => e.toPrecision(t),
		o: (e) => Math.round(e).toString(8),
		p: (e, t) => up(e * 100, t),
		r: up,
		s: lp,
		X: (e) => Math.round(e).toString(16).toUpperCase(),
		x: (e) => Math.round(e).toString(16)
	}, bp = Array.prototype.map, xp = [
		"y",
		"z",
		"a",
		"f",
		"p",
		"n",
		"µ",
		"m",
		"",
		"k",
		"M",
		"G",
		"T",
		"P",
		"E",
		"Z",
		"Y"
	], pp({
		thousands: ",",
		grouping: [3],
		currency: ["$", ""]
	});
}));
// node_modules/d3-scale/dist/d3-scale.mjs
function Ep(e, t) {
	switch (arguments.length) {
		case 0: break;
		case 1:
			this.range(e);
			break;
		default: this.range(t).domain(e);
	}
	return this;
}
function Dp(e) {
	return function() {
		return e;
	};
}
function Op(e) {
	return +e;
}
function kp(e) {
	return e;
}
function Ap(e, t) {
	return (t -= e = +e) ? function(n) {
		return (n - e) / t;
	} : Dp(isNaN(t) ? NaN : .5);
}
function jp(e, t) {
	var n;
	return e > t && (n = e, e = t, t = n), function(n) {
		return Math.max(e, Math.min(t, n));
	};
}
function Mp(e, t, n) {
	var r = e[0], i = e[1], a = t[0], o = t[1];
	return i < r ? (r = Ap(i, r), a = n(o, a)) : (r = Ap(r, i), a = n(a, o)), function(e) {
		return a(r(e));
	};
}
function Np(e, t, n) {
	var r = Math.min(e.length, t.length) - 1, i = Array(r), a = Array(r), o = -1;
	for (e[r] < e[0] && (e = e.slice().reverse(), t = t.slice().reverse()); ++o < r;) i[o] = Ap(e[o], e[o + 1]), a[o] = n(t[o], t[o + 1]);
	return function(t) {
		var n = ad(e, t, 1, r) - 1;
		return a[n](i[n](t));
	};
}
function Pp(e, t) {
	return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown());
}
function Fp() {
	var e = Zp, t = Zp, n = Uf, r, i, a, o = kp, s, c, l;
	function u() {
		var n = Math.min(e.length, t.length);
		return o !== kp && (o = jp(e[0], e[n - 1])), s = n > 2 ? Np : Mp, c = l = null, d;
	}
	function d(i) {
		return i == null || isNaN(i = +i) ? a : (c ||= s(e.map(r), t, n))(r(o(i)));
	}
	return d.invert = function(n) {
		return o(i((l ||= s(t, e.map(r), Rf))(n)));
	}, d.domain = function(t) {
		return arguments.length ? (e = Array.from(t, Op), u()) : e.slice();
	}, d.range = function(e) {
		return arguments.length ? (t = Array.from(e), u()) : t.slice();
	}, d.rangeRound = function(e) {
		return t = Array.from(e), n = Wf, u();
	}, d.clamp = function(e) {
		return arguments.length ? (o = e ? !0 : kp, u()) : o !== kp;
	}, d.interpolate = function(e) {
		return arguments.length ? (n = e, u()) : n;
	}, d.unknown = function(e) {
		return arguments.length ? (a = e, d) : a;
	}, function(e, t) {
		return r = e, i = t, u();
	};
}
function Ip() {
	return Fp()(kp, kp);
}
function Lp(e, t, n, r) {
	var i = rd(e, t, n), a;
	switch (r = op(r ?? ",f"), r.type) {
		case "s":
			var o = Math.max(Math.abs(e), Math.abs(t));
			return r.precision == null && !isNaN(a = hp(i, o)) && (r.precision = a), wp(r, o);
		case "":
		case "e":
		case "g":
		case "p":
		case "r":
			r.precision == null && !isNaN(a = gp(i, Math.max(Math.abs(e), Math.abs(t)))) && (r.precision = a - (r.type === "e"));
			break;
		case "f":
		case "%": r.precision == null && !isNaN(a = mp(i)) && (r.precision = a - (r.type === "%") * 2);
	}
	return Cp(r);
}
function Rp(e) {
	var t = e.domain;
	return e.ticks = function(e) {
		var n = t();
		return td(n[0], n[n.length - 1], e ?? 10);
	}, e.tickFormat = function(e, n) {
		var r = t();
		return Lp(r[0], r[r.length - 1], e ?? 10, n);
	}, e.nice = function(n) {
		n ??= 10;
		var r = t(), i = 0, a = r.length - 1, o = r[i], s = r[a], c, l, u = 10;
		for (s < o && (l = o, o = s, s = l, l = i, i = a, a = l); u-- > 0;) {
			if (l = nd(o, s, n), l === c) return r[i] = o, r[a] = s, t(r);
			if (l > 0) o = Math.floor(o / l) * l, s = Math.ceil(s / l) * l;
			else if (l < 0) o = Math.ceil(o * l) / l, s = Math.floor(s * l) / l;
			else break;
			c = l;
		}
		return e;
	}, e;
}
function zp() {
	var e = Ip();
	return e.copy = function() {
		return Pp(e, zp());
	}, Ep.apply(e, arguments), Rp(e);
}
function Bp(e, t) {
	e = e.slice();
	var n = 0, r = e.length - 1, i = e[n], a = e[r], o;
	return a < i && (o = n, n = r, r = o, o = i, i = a, a = o), e[n] = t.floor(i), e[r] = t.ceil(a), e;
}
function Vp(e) {
	return Math.log(e);
}
function Hp(e) {
	return Math.exp(e);
}
function Up(e) {
	return -Math.log(-e);
}
function Wp(e) {
	return -Math.exp(-e);
}
function Gp(e) {
	return isFinite(e) ? +("1e" + e) : e < 0 ? 0 : e;
}
function Kp(e) {
	return e === 10 ? Gp : e === Math.E ? Math.exp : (t) => e ** +t;
}
function qp(e) {
	return e === Math.E ? Math.log : e === 10 && Math.log10 || e === 2 && Math.log2 || (e = Math.log(e), (t) => Math.log(t) / e);
}
function Jp(e) {
	return (t, n) => -e(-t, n);
}
function Yp(e) {
	let t = e(Vp, Hp), n = t.domain, r = 10, i, a;
	function o() {
		return i = qp(r), a = Kp(r), n()[0] < 0 ? (i = Jp(i), a = Jp(a), e(Up, Wp)) : e(Vp, Hp), t;
	}
	return t.base = function(e) {
		return arguments.length ? (r = +e, o()) : r;
	}, t.domain = function(e) {
		return arguments.length ? (n(e), o()) : n();
	}, t.ticks = (e) => {
		let t = n(), o = t[0], s = t[t.length - 1], c = s < o;
		c && ([o, s] = [s, o]);
		let l = i(o), u = i(s), d, f, p = e == null ? 10 : +e, m = [];
		if (!(r % 1) && u - l < p) {
			if (l = Math.floor(l), u = Math.ceil(u), o > 0) {
				for (; l <= u; ++l) for (d = 1; d < r; ++d) if (f = l < 0 ? d / a(-l) : d * a(l), !(f < o)) {
					if (f > s) break;
					m.push(f);
				}
			} else for (; l <= u; ++l) for (d = r - 1; d >= 1; --d) if (f = l > 0 ? d / a(-l) : d * a(l), !(f < o)) {
				if (f > s) break;
				m.push(f);
			}
			m.length * 2 < p && (m = td(o, s, p));
		} else m = td(l, u, Math.min(u - l, p)).map(a);
		return c ? m.reverse() : m;
	}, t.tickFormat = (e, n) => {
		if (e ??= 10, n ??= r === 10 ? "s" : ",", typeof n != "function" && (!(r % 1) && (n = op(n)).precision == null && (n.trim = !0), n = Cp(n)), e === Infinity) return n;
		let o = Math.max(1, r * e / t.ticks().length);
		return (e) => {
			let t = e / a(Math.round(i(e)));
			return t * r < r - .5 && (t *= r), t <= o ? n(e) : "";
		};
	}, t.nice = () => n(Bp(n(), {
		floor: (e) => a(Math.floor(i(e))),
		ceil: (e) => a(Math.ceil(i(e)))
	})), t;
}
function Xp() {
	let e = Yp(Fp()).domain([1, 10]);
	return e.copy = () => Pp(e, Xp()).base(e.base()), Ep.apply(e, arguments), e;
}
var Zp, Qp = t((() => {
	ld(), ep(), Tp(), Zp = [0, 1];
}));
// src/charts/scales.ts
function $p(e, t) {
	let n = e.count ?? 5, r = e.log ? Xp(e.domain, t) : zp(e.domain, t), i = (n) => {
		let i = e.log && n <= 0 ? t[0] : r(n);
		return i === void 0 || Number.isNaN(i) ? t[1] < t[0] ? -2e4 : om : Math.min(Math.max(i, -2e4), om);
	}, a = e.log ? tm(e.domain, n) : r.ticks(n), o = e.most === void 0 ? a : a.filter((t) => t <= e.most), s = Math.log10(e.domain[1] / e.domain[0]), c = (t) => e.log ? s > 6 || e.domain[1] > 1e6 || e.domain[0] < 1e-6 ? hu(Math.round(Math.log10(t))) : t >= 1e4 ? du(t) : uu(t, 3) : em(t, r.ticks(n)), l = o.map((e) => ({
		value: e,
		at: i(e),
		text: c(e)
	}));
	return Object.assign(i, {
		invert: (e) => r.invert(e),
		ticks: l,
		range: t,
		domain: e.domain
	});
}
function em(e, t) {
	let n = Math.max(...t.map(Math.abs));
	return n >= 1e5 || n < .001 ? $(e, 2) : uu(e, 6);
}
function tm([e, t], n) {
	let r = Math.ceil(Math.log10(e) - 1e-9), i = Math.floor(Math.log10(t) + 1e-9);
	if (i - r >= 2) {
		let e = Math.ceil((i - r + 1) / n);
		return Array.from({ length: i - r + 1 }, (e, t) => r + t).filter((t) => t % e === 0).map((e) => Number(`1e${e}`));
	}
	let a = [];
	for (let n = r - 1; n <= i; n++) for (let r of [
		1,
		2,
		5
	]) {
		let i = Number(`${r}e${n}`);
		i >= e * .999 && i <= t * 1.001 && a.push(i);
	}
	let o = a.length <= n + 1 ? a : a.filter((e, t) => t % 2 == 0);
	return a.length > 2 ? o : zp().domain([e, t]).ticks(Math.min(4, n));
}
function nm(e, t, n = .06) {
	let r = (t - e || Math.abs(t) || 1) * n;
	return [e - r, t + r];
}
function rm(e) {
	let t = Infinity, n = -Infinity;
	for (let r = 0; r < e.length; r++) {
		let i = e[r];
		Number.isFinite(i) && (i < t && (t = i), i > n && (n = i));
	}
	return t <= n ? [t, n] : [0, 1];
}
function im(e, t, n) {
	let r = "", i = NaN, a = NaN;
	for (let o = 0; o < e; o++) {
		let s = t(o), c = n(o);
		if (!(Math.abs(s - i) < .5 && Math.abs(c - a) < .5 && o < e - 1)) {
			if (r += `${r ? "L" : "M"}${s.toFixed(1)},${c.toFixed(1)}`, Math.abs(s) >= om || Math.abs(c) >= om) break;
			i = s, a = c;
		}
	}
	return r;
}
function am([e, t], n, r) {
	let i = ([n, r]) => Math.hypot(e - n, t - r) < sm, a = e > r[0] && e < r[0] + cm && Math.abs(t - r[1]) < sm / 2;
	return i(n) || i(r) || a;
}
var om, sm, cm, lm = t((() => {
	Qp(), Su(), om = 2e4, sm = 44, cm = 105;
})), um = t((() => {}));
// src/charts/Plot.svelte
function dm(e, t) {
	let n = Xi();
	k(t, !0);
	let r = Es(t, "height", 3, 300), i = Es(t, "right", 3, 14), a = Es(t, "widthAtFirst", 3, 0), o = /* @__PURE__ */ N(Gn(ii(() => typeof window > "u" ? a() : 0))), s = /* @__PURE__ */ N(void 0), c = /* @__PURE__ */ j(() => $p(t.y, [r() - 44, 26])), l = /* @__PURE__ */ j(() => 14 + 6.9 * Math.max(2, ...V(c).ticks.map((e) => e.text.length))), u = /* @__PURE__ */ j(() => Math.max(2, Math.min(t.x.count ?? 6, Math.floor(V(o) / 70)))), d = /* @__PURE__ */ j(() => $p({
		...t.x,
		count: V(u)
	}, [V(l), Math.max(V(o) - i(), V(l) + 40)])), f = /* @__PURE__ */ j(() => ({
		x: V(d),
		y: V(c),
		width: V(o),
		height: r()
	}));
	vr(() => {
		if (!V(s) || !t.paint || V(o) === 0) return;
		let e = window.devicePixelRatio || 1;
		V(s).width = Math.round(V(o) * e), V(s).height = Math.round(r() * e);
		let n = V(s).getContext("2d");
		n && (n.setTransform(e, 0, 0, e, 0, 0), n.beginPath(), n.rect(V(d).range[0] - 4, 22, V(d).range[1] - V(d).range[0] + 8, r() - 44 - 26 + 8), n.clip(), t.paint(n, V(f)));
	});
	function p(e) {
		let t = e.currentTarget.getBoundingClientRect();
		return [V(d).invert(e.clientX - t.left), V(c).invert(e.clientY - t.top)];
	}
	var m = _m();
	let h;
	var g = F(m), _ = (e) => {
		var i = gm(), a = I(i), u = (e) => {
			var t = fm();
			ps(t, (e) => P(s, e), () => V(s)), K(e, t);
		};
		J(a, (e) => {
			t.paint && e(u);
		});
		var m = R(a);
		let h;
		var g = F(m), _ = F(g), v = F(_);
		X(v, "y", 20), E(_), E(g);
		var y = R(g), b = F(y);
		Y(b, 17, () => V(c).ticks, (e) => e.value, (e, t) => {
			var n = pm(), r = I(n), i = R(r), a = L(i, !0);
			z(() => {
				X(r, "x1", V(l)), X(r, "x2", V(d).range[1]), X(r, "y1", V(t).at), X(r, "y2", V(t).at), X(i, "x", V(l) - 8), X(i, "y", V(t).at), q(a, V(t).text);
			}), K(e, n);
		});
		var x = R(b), S = R(x);
		Y(S, 17, () => V(d).ticks, (e) => e.value, (e, t) => {
			var n = mm(), i = I(n), a = R(i), o = L(a, !0);
			z(() => {
				X(i, "x1", V(t).at), X(i, "x2", V(t).at), X(i, "y1", r() - 44), X(i, "y2", r() - 44 + 5), X(a, "x", V(t).at), X(a, "y", r() - 44 + 19), q(o, V(t).text);
			}), K(e, n);
		});
		var C = R(S);
		X(C, "y", 11);
		var w = L(C, !0), T = R(C), ee = L(T, !0);
		E(y);
		var te = R(y);
		Wa(F(te), () => t.children, () => V(f)), E(te);
		var ne = R(te), re = (e) => {
			var n = hm();
			Wa(F(n), () => t.over, () => V(f)), E(n), K(e, n);
		};
		J(ne, (e) => {
			t.over && e(re);
		}), E(m), z(() => {
			X(m, "width", V(o)), X(m, "height", r()), X(m, "viewBox", `0 0 ${V(o) ?? ""} ${r() ?? ""}`), X(m, "aria-label", t.label), h = _o(m, 0, "svelte-1m2bwes", null, h, { pickable: t.onpick }), X(_, "id", `${n}-clip`), X(v, "x", V(l) - 1), X(v, "width", V(d).range[1] - V(l) + 2), X(v, "height", r() - 44 - 26 + 7), X(x, "x1", V(l)), X(x, "x2", V(d).range[1]), X(x, "y1", r() - 44), X(x, "y2", r() - 44), X(C, "x", V(l) - 8), q(w, t.y.title), X(T, "x", V(d).range[1]), X(T, "y", r() - 5), q(ee, t.x.title), X(te, "clip-path", `url(#${n}-clip)`);
		}), U("click", m, function(...e) {
			(t.onpick && ((e) => t.onpick(...p(e), V(f))))?.apply(this, e);
		}), U("pointermove", m, function(...e) {
			(t.onhover && ((e) => t.onhover(p(e)[0])))?.apply(this, e);
		}), Ni("pointerleave", m, function(...e) {
			(t.onhover && (() => t.onhover(null)))?.apply(this, e);
		}), K(e, i);
	};
	J(g, (e) => {
		V(o) > 0 && e(_);
	}), E(m), z(() => h = bo(m, "", h, { height: `${r() ?? ""}px` })), cs(m, "clientWidth", (e) => P(o, e)), K(e, m), A();
}
var fm, pm, mm, hm, gm, _m, vm = t((() => {
	Q(), Z(), Is(), lm(), um(), fm = /* @__PURE__ */ W("<canvas aria-hidden=\"true\" class=\"svelte-1m2bwes\"></canvas>"), pm = /* @__PURE__ */ Ji("<line class=\"grid svelte-1m2bwes\"></line><text dy=\"0.34em\" text-anchor=\"end\" class=\"svelte-1m2bwes\"> </text>", 1), mm = /* @__PURE__ */ Ji("<line class=\"tick svelte-1m2bwes\"></line><text text-anchor=\"middle\" class=\"svelte-1m2bwes\"> </text>", 1), hm = /* @__PURE__ */ Ji("<g class=\"inside svelte-1m2bwes\"><!></g>"), gm = /* @__PURE__ */ Ji("<!><svg role=\"group\"><defs><clipPath><rect></rect></clipPath></defs><g class=\"axes\" aria-hidden=\"true\"><!><line class=\"base svelte-1m2bwes\"></line><!><text class=\"title svelte-1m2bwes\"> </text><text class=\"title svelte-1m2bwes\" text-anchor=\"end\"> </text></g><g class=\"inside svelte-1m2bwes\"><!></g><!></svg>", 1), _m = /* @__PURE__ */ W("<div class=\"plot svelte-1m2bwes\"><!></div>"), Pi(["click", "pointermove"]);
}));
// src/charts/start.ts
function ym(e, [t, n], [r, i], a) {
	let o = [...e.startWeights];
	o[t] = bm(r, (a.x.domain[1] - a.x.domain[0]) / 400), o[n] = bm(i, (a.y.domain[1] - a.y.domain[0]) / 400), e.setStart(o);
}
function bm(e, t) {
	let n = 10 ** Math.floor(Math.log10(t));
	return Number((Math.round(e / n) * n).toPrecision(12));
}
var xm = t((() => {})), Sm = t((() => {}));
// src/charts/StartHandle.svelte
function Cm(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => l(t.axes, 2)), r = /* @__PURE__ */ j(() => V(n)[0]), i = /* @__PURE__ */ j(() => V(n)[1]), a = /* @__PURE__ */ j(() => t.lab.shows("start")), o = !1, s = /* @__PURE__ */ j(() => `${t.lab.weightNames[V(r)]} ${$(t.lab.startWeights[V(r)] ?? 0)}, ${t.lab.weightNames[V(i)]} ${$(t.lab.startWeights[V(i)] ?? 0)}`);
	function c(e) {
		o = e, t.ongrab(e);
	}
	function u(e) {
		e.currentTarget.setPointerCapture(e.pointerId), c(!0);
	}
	function d(e) {
		if (!o) return;
		let n = e.currentTarget.closest("svg").getBoundingClientRect(), r = [t.scales.x.invert(e.clientX - n.left), t.scales.y.invert(e.clientY - n.top)];
		ym(t.lab, t.axes, r, t.scales);
	}
	let f = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function p(e) {
		let n = f[e.key];
		if (!n) return;
		e.preventDefault(), e.stopPropagation();
		let a = e.shiftKey ? 10 : 1, [o, s] = [t.scales.x, t.scales.y].map(({ domain: e }) => a * (e[1] - e[0]) / 50), c = [t.lab.startWeights[V(r)] + n[0] * o, t.lab.startWeights[V(i)] + n[1] * s];
		ym(t.lab, t.axes, c, t.scales);
	}
	var m = wm();
	let h;
	z((e, n) => {
		h = _o(m, 0, "start svelte-1hhfv3", null, h, { fixed: !V(a) }), X(m, "transform", `translate(${e ?? ""} ${n ?? ""})`), X(m, "tabindex", V(a) ? 0 : -1), X(m, "aria-valuenow", t.lab.startWeights[V(r)]), X(m, "aria-valuetext", V(s)), X(m, "aria-disabled", !V(a));
	}, [() => t.scales.x(t.lab.startWeights[V(r)]), () => t.scales.y(t.lab.startWeights[V(i)])]), U("keydown", m, function(...e) {
		(V(a) ? p : void 0)?.apply(this, e);
	}), U("pointerdown", m, function(...e) {
		(V(a) ? u : void 0)?.apply(this, e);
	}), U("pointermove", m, d), U("pointerup", m, () => setTimeout(() => c(!1))), Ni("pointercancel", m, () => c(!1)), K(e, m), A();
}
var wm, Tm = t((() => {
	Q(), Z(), Su(), xm(), Sm(), wm = /* @__PURE__ */ Ji("<g role=\"slider\" aria-label=\"Start: drag, or use the arrow keys\"><circle class=\"touch svelte-1hhfv3\" r=\"22\"></circle><circle class=\"ring svelte-1hhfv3\" r=\"8\"></circle><text x=\"0\" y=\"-14\" text-anchor=\"middle\" class=\"svelte-1hhfv3\">start</text></g>"), Pi([
		"keydown",
		"pointerdown",
		"pointermove",
		"pointerup"
	]);
})), Em = t((() => {})), Dm = t((() => {}));
// src/charts/ContourChart.svelte
function Om(e, t) {
	k(t, !0);
	let n = Es(t, "height", 3, 340), r = /* @__PURE__ */ j(() => t.lab.axes[0]), i = /* @__PURE__ */ j(() => t.lab.axes[1]), a = /* @__PURE__ */ j(() => t.lab.weightNames), o = /* @__PURE__ */ j(() => t.lab.best), s = /* @__PURE__ */ j(() => t.lab.weights), c = /* @__PURE__ */ N(null), l = /* @__PURE__ */ j(() => {
		let e = (e) => {
			let n = V(o)?.[e] ?? 0, r = Math.abs((t.lab.startWeights[e] ?? 0) - n), i = 1.22 * Math.max(r, .35 * Math.abs(n), V(u)[e] ?? 0, V(d)[e] ?? 0, 1e-6);
			return {
				domain: [n - i, n + i],
				title: V(a)[e] === "intercept" ? "intercept" : `weight of ${V(a)[e]}`,
				count: 5
			};
		};
		return [e(V(r)), e(V(i))];
	}), u = /* @__PURE__ */ j(() => {
		let e = t.lab.ownSpectrum;
		if (!e) return [];
		let n = Math.sqrt(e.minLoss / e.problem.factor / e.problem.n);
		return V(a).map((t, r) => {
			let i = 0;
			for (let t = 0; t < e.rank; t++) i += (e.axes[t][r] / e.sigma[t]) ** 2;
			return 4 * n * Math.sqrt(i);
		});
	}), d = /* @__PURE__ */ j(() => {
		let e = t.lab.ownSpectrum;
		if (!e || e.rank < V(a).length) return [];
		let n = (Sc(e.problem, t.lab.startWeights) - e.minLoss) / 250;
		return V(a).map((r, i) => {
			let a = 0;
			for (let t = 0; t < e.rank; t++) a += e.axes[t][i] ** 2 / e.eigenvalues[t];
			let o = 4 * Math.max(Math.abs(t.lab.startWeights[i] - e.optimum[i]), Math.abs(e.optimum[i]));
			return Math.min(Math.sqrt(2 * n * a), o);
		});
	}), f = /* @__PURE__ */ j(() => V(c) ?? V(l)), p = /* @__PURE__ */ j(() => V(a).length === 2), m = /* @__PURE__ */ j(() => {
		let e = V(p) ? V(o) : V(s);
		return t.lab.own && e ? Cu(t.lab.own, V(r), V(i), e) : null;
	}), h = /* @__PURE__ */ j(() => {
		if (!V(m)) return [];
		let [e, t] = V(f).map((e) => e.domain), n = Math.max(...e.flatMap((e) => t.map((t) => Tu(V(m), e, t))));
		return Array.from({ length: 9 }, (e, t) => n / 3.2 ** t);
	}), g = 1e6;
	function _(e, { x: t, y: n }) {
		let [r, i] = V(m).center, [a, o] = wu(V(m), e), s = (t.range[1] - t.range[0]) / (t.domain[1] - t.domain[0]), c = (n.range[1] - n.range[0]) / (n.domain[1] - n.domain[0]), l = [t.range[0] + s * (r - t.domain[0]), n.range[0] + c * (i - n.domain[0])], u = [...[a, o].map(([e, t]) => v(s * e, c * t)).flat(), ...l];
		return u.every((e) => Math.abs(e) < 1e9) ? `matrix(${u.map((e) => e.toFixed(3)).join(" ")})` : "scale(0)";
	}
	function v(e, t) {
		let n = Math.hypot(e, t), r = n > g ? g / n : 1;
		return [e * r, t * r];
	}
	function y(e, { x: n, y: a }) {
		let [, o] = wu(V(m), e), s = [n(V(m).center[0]), a(V(m).center[1])], c = [n(t.lab.startWeights[V(r)] ?? 0), a(t.lab.startWeights[V(i)] ?? 0)];
		for (let e of o[1] > 0 ? [1, -1] : [-1, 1]) {
			let t = n(V(m).center[0] + e * o[0]), r = a(V(m).center[1] + e * o[1]);
			if (!am([t, r], c, s) && t > n.range[0] + 24 && t < n.range[1] - 24 && r > a.range[1] + 10 && r < a.range[0] - 12) return [t, r];
		}
		return null;
	}
	let b = /* @__PURE__ */ j(() => t.lab.drawnTo), S = /* @__PURE__ */ j(() => Math.min(t.lab.epoch, V(b)));
	function C(e, n, { x: a, y: o }) {
		let s = t.lab.run;
		return im(n - e + 1, (t) => a(s.weights[(e + t) * s.p + V(r)]), (t) => o(s.weights[(e + t) * s.p + V(i)]));
	}
	let w = /* @__PURE__ */ j(() => `${V(a)[V(r)]} ${$(t.lab.startWeights[V(r)] ?? 0)}, ${V(a)[V(i)]} ${$(t.lab.startWeights[V(i)] ?? 0)}`), T = /* @__PURE__ */ j(() => V(s) && V(o) ? `The path started at ${V(w)} and has reached ${V(a)[V(r)]} ${$(V(s)[V(r)])}, ${V(a)[V(i)]} ${$(V(s)[V(i)])} at epoch ${t.lab.epoch}${t.lab.revealed ? `; the closed form is at ${$(V(o)[V(r)])}, ${$(V(o)[V(i)])}` : ""}.` : "");
	{
		let u = (e) => {
			var n = G(), r = I(n), i = (e) => {
				var n = km();
				U("click", n, () => t.lab.setStart(null)), K(e, n);
			}, a = /* @__PURE__ */ j(() => t.lab.shows("start") && t.lab.start);
			J(r, (e) => {
				V(a) && e(i);
			}), K(e, n);
		}, d = /* @__PURE__ */ j(() => V(p) ? "" : "A slice through the loss: all other weights have their values at this epoch.");
		Wu(e, {
			title: "Loss over two weights",
			word: "weights",
			get text() {
				return V(T);
			},
			get note() {
				return V(d);
			},
			controls: u,
			children: (e, u) => {
				var d = G(), g = I(d), v = (e) => {
					var u = Fm(), d = I(u);
					{
						let e = (e, n = x) => {
							let u = /* @__PURE__ */ j(() => n());
							var d = Pm(), f = F(d);
							Y(f, 17, () => V(h), Aa, (e, t) => {
								var r = Am();
								z((e) => X(r, "transform", e), [() => _(V(t), n())]), K(e, r);
							});
							var p = R(f);
							Y(p, 17, () => V(h), Aa, (e, t, r) => {
								let i = /* @__PURE__ */ j(() => r % 2 == 1 ? y(V(t), n()) : null);
								var a = G(), o = I(a), s = (e) => {
									var n = jm(), r = L(n, !0);
									z((e) => {
										X(n, "x", V(i)[0]), X(n, "y", V(i)[1]), q(r, e);
									}, [() => $(V(m).floor + V(t), 2)]), K(e, n);
								};
								J(o, (e) => {
									V(i) && e(s);
								}), K(e, a);
							});
							var g = R(p);
							Y(g, 17, () => t.lab.drawnPins.filter((e) => !e.onOtherData && e.run.p === V(a).length), (e) => e.id, (e, t) => {
								var n = Mm();
								let a;
								z((e) => {
									X(n, "d", e), a = bo(n, "", a, { stroke: `var(--pin-${V(t).color ?? ""})` });
								}, [() => im(V(t).epochs + 1, (e) => V(u).x(V(t).run.weights[e * V(t).run.p + V(r)]), (e) => V(u).y(V(t).run.weights[e * V(t).run.p + V(i)]))]), K(e, n);
							});
							var v = R(g), w = R(v), T = R(w), ee = (e) => {
								var t = Nm(), n = I(t), a = R(n);
								z((e, t, r, i) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(a, "x", r), X(a, "y", i);
								}, [
									() => V(u).x(V(o)[V(r)]),
									() => V(u).y(V(o)[V(i)]),
									() => V(u).x(V(o)[V(r)]) + 13,
									() => V(u).y(V(o)[V(i)]) - 9
								]), K(e, t);
							};
							J(T, (e) => {
								t.lab.bestShown && e(ee);
							});
							var te = R(T), ne = R(te);
							{
								let e = /* @__PURE__ */ j(() => [V(r), V(i)]);
								Cm(ne, {
									get lab() {
										return t.lab;
									},
									get axes() {
										return V(e);
									},
									get scales() {
										return n();
									},
									ongrab: (e) => P(c, e ? V(l) : null, !0)
								});
							}
							E(d), z((e, t, n, r) => {
								X(v, "d", e), X(w, "d", t), X(te, "cx", n), X(te, "cy", r);
							}, [
								() => C(V(S), V(b), n()),
								() => C(0, V(S), n()),
								() => V(u).x(V(s)[V(r)]),
								() => V(u).y(V(s)[V(i)])
							]), K(e, d);
						}, u = /* @__PURE__ */ j(() => t.lab.shows("start") ? (e, n, a) => !V(c) && ym(t.lab, [V(r), V(i)], [e, n], a) : void 0);
						dm(d, {
							get x() {
								return V(f)[0];
							},
							get y() {
								return V(f)[1];
							},
							get height() {
								return n();
							},
							widthAtFirst: 470,
							label: "Loss contours with the path of the run",
							get onpick() {
								return V(u);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var g = R(d, 2), v = F(g), w = F(v), T = R(w), ee = (e) => {
						var n = Yi();
						z((e) => q(n, `, loss ${e ?? ""}`), [() => $(t.lab.currentLoss)]), K(e, n);
					}, te = /* @__PURE__ */ j(() => t.lab.shows("losses"));
					J(T, (e) => {
						V(te) && e(ee);
					}), E(v);
					var ne = R(v, 2), re = (e) => {
						Ou(e, { get lab() {
							return t.lab;
						} });
					};
					J(ne, (e) => {
						V(p) || e(re);
					}), E(g), z((e, n) => q(w, `epoch ${t.lab.epoch ?? ""}: ${V(a)[V(r)] ?? ""}
        ${e ?? ""}, ${V(a)[V(i)] ?? ""}
        ${n ?? ""}`), [() => $(V(s)[V(r)]), () => $(V(s)[V(i)])]), K(e, u);
				};
				J(g, (e) => {
					V(m) && t.lab.run && V(s) && V(o) && e(v);
				}), K(e, d);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	A();
}
var km, Am, jm, Mm, Nm, Pm, Fm, Im = t((() => {
	Q(), Z(), Su(), Dc(), Eu(), ju(), Ju(), vm(), Tm(), xm(), lm(), Em(), Dm(), km = /* @__PURE__ */ W("<button class=\"button quiet\">Reset the start</button>"), Am = /* @__PURE__ */ Ji("<circle class=\"level svelte-tpu2mr\" r=\"1\" vector-effect=\"non-scaling-stroke\"></circle>"), jm = /* @__PURE__ */ Ji("<text class=\"height\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), Mm = /* @__PURE__ */ Ji("<path class=\"pinned\"></path>"), Nm = /* @__PURE__ */ Ji("<path class=\"best\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text\">closed form</text>", 1), Pm = /* @__PURE__ */ Ji("<g class=\"contour\"><!><!><!><path class=\"ahead\"></path><path class=\"path\"></path><!><circle class=\"now\" r=\"5.5\"></circle><!></g>"), Fm = /* @__PURE__ */ W("<!> <div class=\"key contour-key\"><span> <!></span> <!></div>", 1), Pi(["click"]);
})), Lm = t((() => {}));
// src/controls/Segmented.svelte
function Rm(e, t) {
	let n = Xi();
	k(t, !0);
	let r = [], i = Es(t, "value", 15), a = Es(t, "showLabel", 3, !0);
	var o = Bm(), s = F(o);
	let c;
	var l = L(s, !0), u = R(s, 2);
	Y(u, 21, () => t.choices, (e) => e.value, (e, t) => {
		var a = zm();
		let o;
		var s = F(a);
		jo(s);
		var c, l = L(R(s, 2), !0);
		E(a), z(() => {
			o = _o(a, 1, "svelte-1du94pa", null, o, { chosen: i() === V(t).value }), X(s, "name", n), c !== (c = V(t).value) && (s.value = (s.__value = c) ?? ""), q(l, V(t).text);
		}), Qo(r, [], s, () => (V(t).value, i()), i), K(e, a);
	}), E(u), E(o), z(() => {
		c = _o(s, 1, "svelte-1du94pa", null, c, { "hidden-visually": !a() }), q(l, t.label);
	}), K(e, o), A();
}
var zm, Bm, Vm = t((() => {
	Q(), Z(), Lm(), zm = /* @__PURE__ */ W("<label><input type=\"radio\" class=\"svelte-1du94pa\"/> <span class=\"svelte-1du94pa\"> </span></label>"), Bm = /* @__PURE__ */ W("<fieldset class=\"svelte-1du94pa\"><legend> </legend> <div class=\"strip svelte-1du94pa\"></div></fieldset>");
})), Hm, Um, Wm, Gm = t((() => {
	Hm = [
		"well-posed",
		"collinear",
		"ill-conditioned",
		"badly-scaled",
		"large-n",
		"large-d"
	], Um = {
		kind: "lesson",
		n: 100,
		noise: 1,
		seed: 0,
		low: 0,
		high: 10
	}, Wm = {
		"lesson-line": {
			text: "a line",
			target: "number"
		},
		"lesson-outliers": {
			text: "outliers",
			target: "number"
		},
		"lesson-useless-columns": {
			text: "useless columns",
			target: "number"
		},
		"lesson-bend": {
			text: "a bend",
			target: "number"
		},
		"lesson-yes-no": {
			text: "two classes",
			target: "two classes"
		},
		"lesson-separated": {
			text: "separable classes",
			target: "two classes"
		},
		"lesson-three-classes": {
			text: "three classes",
			target: "classes"
		},
		"lesson-counts": {
			text: "counts",
			target: "count"
		}
	};
})), Km, qm, Jm, Ym = t((() => {
	Gm(), Hl(), Km = {
		lr: [1e-300, 1e300],
		epochs: [1, 1e4],
		n: [2, 1e5],
		example: [12, 2e3],
		noise: [0, 1e3],
		seed: [0, 4294967295],
		range: [-1e6, 1e6],
		alpha: [0, 1e6],
		l1_ratio: [0, 1],
		delta: [1e-6, 1e6],
		hidden: [1, 20],
		pins: 6,
		points: 5e3
	}, qm = {
		data: Um,
		model: "least-squares",
		...Rl("least-squares"),
		lr: .01,
		epochs: 200,
		epoch: 200,
		rule: "gd",
		loss: "mse",
		standardize: !1,
		start: null,
		axes: null,
		residuals: "lines",
		closedForm: !0,
		pins: []
	}, Jm = (e, [t, n]) => Math.min(Math.max(e, t), n);
}));
// src/points.ts
function Xm(e) {
	return !(e.y.length === e.n && !e.sampled && e.n <= Km.points && e.n >= 2) || ![...e.columns, e.y].every((e) => e.every(oh)) ? null : {
		kind: "points",
		names: [...e.names],
		target: e.target,
		columns: e.columns.map((e) => [...e]),
		y: [...e.y]
	};
}
function Zm(e, t) {
	return e.y.length >= Km.points || !t.every(oh) ? e : {
		...e,
		columns: e.columns.map((e, n) => [...e, t[n]]),
		y: [...e.y, t[e.columns.length]]
	};
}
function Qm(e, t, n) {
	return n.reduce((e, n, r) => $m(e, t, r, n), e);
}
function $m(e, t, n, r) {
	if (!oh(r) || t < 0 || t >= e.y.length) return e;
	let i = (e) => e.map((e, n) => n === t ? r : e);
	return n >= e.columns.length ? {
		...e,
		y: i(e.y)
	} : {
		...e,
		columns: e.columns.map((e, t) => t === n ? i(e) : e)
	};
}
function eh(e, t) {
	if (e.y.length <= 2 || t < 0 || t >= e.y.length) return e;
	let n = (e) => e.filter((e, n) => n !== t);
	return {
		...e,
		columns: e.columns.map(n),
		y: n(e.y)
	};
}
function th(e) {
	let { names: t, target: n, columns: r, y: i } = e, a = nh(r, i), o = r.length + 1, s = a[o]?.[o] ?? 0;
	return {
		names: t,
		target: n,
		weight_names: [...t, "intercept"],
		n: i.length,
		columns: r,
		y: i,
		sampled: !1,
		sample_size: i.length,
		equivalent: a,
		loss_floor: s * s / i.length,
		lr_start: Array(o).fill(0),
		truth: null,
		source: `${du(i.length)} points edited on the page`,
		left_out: "",
		remains: ""
	};
}
function nh(e, t) {
	return rh([
		...e,
		Array(t.length).fill(1),
		t
	]);
}
function rh(e) {
	let t = e.map((e) => Float64Array.from(e)), n = e[0].length, r = Math.min(n, t.length);
	for (let e = 0; e < r; e++) ih(t, e, n);
	return Array.from({ length: r }, (e, n) => t.map((e, t) => t < n ? 0 : e[n]));
}
function ih(e, t, n) {
	let r = e[t].slice(t), i = Math.sqrt(r.reduce((e, t) => e + t * t, 0));
	if (i === 0) return;
	r[0] += r[0] < 0 ? -i : i;
	let a = r.reduce((e, t) => e + t * t, 0);
	for (let i = t; i < e.length; i++) {
		let o = e[i], s = 0;
		for (let e = t; e < n; e++) s += r[e - t] * o[e];
		let c = 2 * s / a;
		for (let e = t; e < n; e++) o[e] -= c * r[e - t];
	}
}
var ah, oh, sh = t((() => {
	Su(), Ym(), ah = 1e9, oh = (e) => Number.isFinite(e) && Math.abs(e) <= 1e9;
})), ch = t((() => {}));
// src/panels/data/EditBar.svelte
function lh(e, t) {
	k(t, !0);
	let n = Es(t, "classes", 3, !1), r = /* @__PURE__ */ j(() => t.editor.points), i = /* @__PURE__ */ j(() => t.editor.chosen), a = /* @__PURE__ */ j(() => V(r) && V(i) >= 0 && V(i) < V(r).y.length ? [V(r).columns[0][V(i)], V(r).y[V(i)]] : null);
	var o = G(), s = I(o), c = (e) => {
		var o = uh(), s = F(o), c = F(s), l = (e) => {
			var t = Yi();
			z((e, n) => q(t, `Point ${V(i) + 1}: ${V(r).names[0] ?? ""} ${e ?? ""}, ${V(r).target ?? ""} ${n ?? ""}`), [() => uu(V(a)[0], 4), () => uu(V(a)[1], 4)]), K(e, t);
		}, u = (e) => {
			var t = Yi();
			z(() => q(t, `Click to add a point, drag to move one${n() ? ", click one to change its class" : ""}.`)), K(e, t);
		};
		J(c, (e) => {
			V(a) ? e(l) : e(u, -1);
		}), E(s);
		var d = R(s, 2), f = R(d, 2), p = R(f, 2);
		E(o), z(() => {
			d.disabled = !V(a) || V(r).y.length <= 2, f.disabled = !t.editor.canUndo;
		}), U("click", d, () => t.editor.remove(V(i))), U("click", f, () => t.editor.undo()), U("click", p, () => t.editor.stop()), K(e, o);
	};
	J(s, (e) => {
		V(r) && e(c);
	}), K(e, o), A();
}
var uh, dh = t((() => {
	Q(), Z(), Su(), sh(), ch(), uh = /* @__PURE__ */ W("<div class=\"bar svelte-1s0b869\" role=\"group\" aria-label=\"Edit points\"><p role=\"status\" class=\"svelte-1s0b869\"><!></p> <button class=\"button\">Delete point</button> <button class=\"button\">Undo</button> <button class=\"button main\">Done</button></div>"), Pi(["click"]);
})), fh = t((() => {}));
// src/panels/data/PointHandles.svelte
function ph(e, t) {
	k(t, !0);
	let n = Es(t, "editor", 7), r = Es(t, "classes", 19, () => []), i = Es(t, "counts", 3, !1), a = /* @__PURE__ */ j(() => n().points), o = /* @__PURE__ */ j(() => ({
		x: t.scales.x.range[0],
		y: Math.min(...t.scales.y.range),
		width: t.scales.x.range[1] - t.scales.x.range[0],
		height: Math.abs(t.scales.y.range[0] - t.scales.y.range[1])
	})), s = -1, c = !1, l = (e) => [t.scales.x(V(a).columns[0][e]), t.scales.y(t.heights[e])];
	function u(e, n, o = -1) {
		let s = p(t.scales.x.invert(e), t.scales.x.domain);
		if (r().length) return [s, o >= 0 ? V(a).y[o] : d(n)];
		let c = t.scales.y.invert(n);
		return [s, i() ? Math.max(Math.round(c), 0) : p(c, t.scales.y.domain)];
	}
	function d(e) {
		let [n, i] = [r()[0], Infinity];
		return t.heights.forEach((r, o) => {
			let s = Math.abs(t.scales.y(r) - e);
			s < i && ([n, i] = [V(a).y[o], s]);
		}), n;
	}
	function f(e, t = 1) {
		let i = r().indexOf(V(a).y[e]);
		if (V(a).y.filter((e) => e === r()[i]).length < 2) return;
		let o = r()[(i + t + r().length) % r().length];
		n().move(e, [V(a).columns[0][e], o]);
	}
	function p(e, [t, n]) {
		let r = Math.min(Math.max(2 - Math.floor(Math.log10(n - t)), 0), 12);
		return Number(e.toFixed(r));
	}
	function m(e) {
		let t = e.currentTarget.ownerSVGElement.getBoundingClientRect();
		return [e.clientX - t.left, e.clientY - t.top];
	}
	function h(e, t) {
		let [n, r] = [-1, 22];
		for (let i = 0; i < V(a).y.length; i++) {
			let [a, o] = l(i), s = Math.hypot(a - e, o - t);
			s < r && ([n, r] = [i, s]);
		}
		return n;
	}
	function g(e) {
		if (e.button !== 0) return;
		let [t, r] = m(e);
		s = h(t, r), c = !1, s < 0 ? n().add(u(t, r)) : (n().chosen = s, e.currentTarget.setPointerCapture(e.pointerId));
	}
	function _(e) {
		s < 0 || (c || (n().frame = {
			x: t.scales.x.domain,
			y: t.scales.y.domain
		}), c = !0, n().move(s, u(...m(e), s), !0));
	}
	function v() {
		s >= 0 && !c && r().length && f(s), s = -1, n().drop();
	}
	let y = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function b(e) {
		let t = V(a)?.y.length ?? 0, r = n().chosen;
		if (e.key === "Escape") n().stop();
		else if (e.key === "n" || e.key === "p") n().chosen = (Math.max(r, 0) + (e.key === "n" ? r < 0 ? 0 : 1 : t - 1)) % t;
		else if (e.key === "Enter") n().add(u(V(o).x + V(o).width / 2, V(o).y + V(o).height / 2));
		else if ((e.key === "Delete" || e.key === "Backspace") && r >= 0) n().remove(r);
		else if (Object.hasOwn(y, e.key) && r >= 0) x(r, y[e.key], e.shiftKey ? 10 : 1);
		else return;
		e.preventDefault();
	}
	function x(e, [t, s], c) {
		if (s && r().length) {
			f(e, s);
			return;
		}
		let [d, p] = l(e), [m, h] = [V(o).width / 100 * c, V(o).height / 100 * c], [g, _] = u(d + t * m, p - s * h, e), v = i() && s ? Math.max(V(a).y[e] + s * c, 0) : _;
		n().move(e, [t ? g : V(a).columns[0][e], s ? v : V(a).y[e]]);
	}
	var S = G(), C = I(S), w = (e) => {
		var t = hh(), i = I(t);
		Fo(i, () => ({
			...V(o),
			role: "application",
			tabindex: "0",
			"aria-label": `Points: N and P select one, arrow keys move it${r().length ? " or change its class" : ""}, Delete removes it, Enter adds one in the middle`,
			onpointerdown: g,
			onpointermove: _,
			onpointerup: v,
			onpointercancel: v,
			onkeydown: b
		}), void 0, void 0, void 0, "svelte-gsf75n");
		var s = R(i), c = (e) => {
			var t = mh();
			z((e, n) => {
				X(t, "cx", e), X(t, "cy", n);
			}, [() => l(n().chosen)[0], () => l(n().chosen)[1]]), K(e, t);
		};
		J(s, (e) => {
			n().chosen >= 0 && n().chosen < V(a).y.length && e(c);
		}), K(e, t);
	};
	J(C, (e) => {
		V(a) && e(w);
	}), K(e, S), A();
}
var mh, hh, gh = t((() => {
	Q(), Z(), fh(), mh = /* @__PURE__ */ Ji("<circle r=\"9\" class=\"svelte-gsf75n\"></circle>"), hh = /* @__PURE__ */ Ji("<rect></rect><!>", 1);
}));
// src/charts/view.ts
function _h(e, t) {
	let n = e[0]?.length ?? 0, r = new Float64Array(n).fill(t[e.length]);
	return e.forEach((e, i) => {
		for (let a = 0; a < n; a++) r[a] += t[i] * e[a];
	}), r;
}
function vh(e, t, n) {
	return e.map((e, r) => {
		if (r === t) return n;
		let i = e.reduce((e, t) => e + t, 0) / e.length;
		return n.map(() => i);
	});
}
function yh(e, t, n, r) {
	return t === 1 ? r === 1 ? e[n] : 1 - e[n] : e[n * t + r];
}
function bh(e, t, n) {
	let r = 0;
	for (let i = 1; i < Math.max(t, 2); i++) yh(e, t, n, i) > yh(e, t, n, r) && (r = i);
	return r;
}
function xh(e, t, n) {
	let r = (e, r) => yh(t, n, e, r), i = [];
	for (let a = 1; a < e.length; a++) {
		let [o, s] = [bh(t, n, a - 1), bh(t, n, a)];
		if (o === s) continue;
		let [c, l] = [r(a - 1, o) - r(a - 1, s), r(a, s) - r(a, o)];
		i.push(e[a - 1] + (e[a] - e[a - 1]) * c / (c + l || 1));
	}
	return i;
}
function Sh(e, t, n) {
	let r = t[e.length];
	return e.forEach((e, i) => {
		i !== n && (r += t[i] * e.reduce((e, t) => e + t, 0) / e.length);
	}), (e) => r + t[n] * e;
}
function Ch(e, t) {
	let n = e.length / t, r = new Uint8Array(n), i = new Float64Array(n), a = 1 / Math.max(t, 2);
	for (let o = 0; o < n; o++) r[o] = bh(e, t, o), i[o] = (yh(e, t, o, r[o]) - a) / (1 - a);
	return {
		most: r,
		sure: i
	};
}
var wh, Th = t((() => {
	wh = (e) => `var(--pin-${e % 6})`;
})), Eh = t((() => {}));
// src/charts/RegionChart.svelte
function Dh(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.data), r = /* @__PURE__ */ j(() => [0, 1].map((e) => ({
		domain: nm(...rm(V(n).columns[e])),
		title: V(n).names[e],
		count: 5
	}))), i = /* @__PURE__ */ j(() => {
		let [e, t] = V(r).map((e) => e.domain), n = ([e, t], n, r) => e + (t - e) * (n + .5) / r, i = Array.from({ length: 6912 }, (e, t) => t);
		return [i.map((t) => n(e, t % 96, 96)), i.map((e) => n(t, Math.floor(e / 96), 72))];
	}), a = /* @__PURE__ */ j(() => t.lab.trained.model?.outputs ?? 1), o = /* @__PURE__ */ j(() => t.lab.weights && Ch(t.lab.predict(V(i), t.lab.weights), V(a)));
	function s(e, { x: n, y: r }) {
		let i = document.createElement("canvas");
		[i.width, i.height] = [96, 72];
		let a = i.getContext("2d");
		if (!V(o) || !a) return;
		let s = t.lab.classes.map((t, n) => c(e.canvas, n));
		for (let e = 0; e < V(o).most.length; e++) a.fillStyle = s[V(o).most[e]], a.globalAlpha = .08 + .3 * V(o).sure[e], a.fillRect(e % 96, 71 - Math.floor(e / 96), 1, 1);
		e.drawImage(i, n.range[0], r.range[1], n.range[1] - n.range[0], r.range[0] - r.range[1]);
	}
	function c(e, t) {
		e.style.color = wh(t);
		let { color: n } = getComputedStyle(e);
		return e.style.color = "", n;
	}
	let l = ({ x: e, y: t }, r) => {
		let [i, a] = V(n).columns, o = "";
		for (let s = 0; s < V(n).y.length; s++) V(n).y[s] === r && (o += `M${e(i[s]).toFixed(1)},${t(a[s]).toFixed(1)}h0`);
		return o;
	};
	dm(e, {
		get x() {
			return V(r)[0];
		},
		get y() {
			return V(r)[1];
		},
		get height() {
			return t.height;
		},
		get label() {
			return `Most probable class over ${V(n).names[0] ?? ""} and ${V(n).names[1] ?? ""}`;
		},
		paint: s,
		children: (e, n = x) => {
			var r = G();
			Y(I(r), 18, () => t.lab.classes, (e) => e, (e, t, r) => {
				let i = /* @__PURE__ */ j(() => l(n(), t));
				var a = Oh(), o = I(a), s = R(o);
				let c;
				z((e) => {
					X(o, "d", V(i)), X(s, "d", V(i)), c = bo(s, "", c, { stroke: e });
				}, [() => wh(V(r))]), K(e, a);
			}), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
var Oh, kh = t((() => {
	Q(), Z(), vm(), lm(), Th(), Eh(), Oh = /* @__PURE__ */ Ji("<path class=\"rim svelte-6yfbg9\"></path><path class=\"dots svelte-6yfbg9\"></path>", 1);
})), Ah = t((() => {}));
// src/charts/DataChart.svelte
function jh(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7), r = Es(t, "height", 3, 340), i = [
		"logistic",
		"softmax",
		"poisson",
		"network"
	], a = /* @__PURE__ */ j(() => n().data), o = /* @__PURE__ */ j(() => (V(a)?.columns.length ?? 1) > 1), s = /* @__PURE__ */ N("0"), c = /* @__PURE__ */ j(() => {
		let e = Number(V(s)), t = e < (V(a)?.columns.length ?? 0) && (e >= 0 || n().classes.length === 0);
		return V(o) && t ? e : 0;
	}), l = 0;
	br(() => {
		let e = V(a)?.columns.length ?? 0;
		e !== l && P(s, e > 1 ? "-1" : "0", !0), l = e;
	});
	let u = /* @__PURE__ */ j(() => n().isLine ? 1 : n().trained.model?.outputs ?? 1), d = /* @__PURE__ */ j(() => V(u) > 1), f = /* @__PURE__ */ j(() => n().classes), p = /* @__PURE__ */ j(() => V(f).length > 0 && V(a)?.columns.length === 2 && V(s) === "-1"), m = /* @__PURE__ */ j(() => n().weights), h = /* @__PURE__ */ j(() => n().bestShown && !n().sealed ? n().best : null), g = /* @__PURE__ */ j(() => V(a) && V(m) ? n().predict(V(a).columns, V(m)) : /* @__PURE__ */ new Float64Array()), _ = .075, v = /* @__PURE__ */ j(() => V(a) ? V(d) ? V(a).y.map((e) => 1 + _ * (1 + V(f).indexOf(e))) : n().heights(V(a).y) : []), y = /* @__PURE__ */ j(() => V(d) ? [-.03, 1 + _ * (V(f).length + 1)] : V(a) ? nm(...rm(V(v))) : [0, 1]), b = /* @__PURE__ */ j(() => V(c) < 0 ? V(g) : V(a)?.columns[V(c)] ?? []), S = /* @__PURE__ */ j(() => V(c) < 0 ? V(y) : nm(...rm(V(b)))), C = /* @__PURE__ */ j(() => {
		let [e, t] = V(y);
		if (V(f).length) return V(y);
		let r = V(a) && V(c) >= 0 ? rm(n().predict(V(a).columns, n().startWeights)) : V(y), i = t - e;
		return [Math.max(Math.min(e, r[0]), e - i / 2), Math.min(Math.max(t, r[1]), t + i / 2)];
	}), w = /* @__PURE__ */ j(() => (V(a)?.y.length ?? 0) > 500);
	function T({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < V(g).length; r++) n += `M${e(V(b)[r]).toFixed(1)},${t(V(v)[r]).toFixed(1)}V${t(V(g)[r]).toFixed(1)}`;
		return n;
	}
	function ee({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < V(g).length; r++) {
			let i = t(V(v)[r]), a = t(V(g)[r]) - i;
			n += `M${e(V(b)[r]).toFixed(1)},${i.toFixed(1)}v${a.toFixed(1)}h${(-a).toFixed(1)}v${(-a).toFixed(1)}z`;
		}
		return n;
	}
	function te(e, t) {
		let { x: r, y: i } = t, a = getComputedStyle(e.canvas);
		n().residuals !== "none" && !V(d) && (e.strokeStyle = a.getPropertyValue("outline-color"), e.globalAlpha = n().residuals === "squares" ? .18 : .28, e.stroke(new Path2D(n().residuals === "squares" ? ee(t) : T(t)))), e.fillStyle = a.color, e.globalAlpha = .75;
		for (let t = 0; t < V(b).length; t++) e.fillRect(r(V(b)[t]) - 1.5, i(V(v)[t]) - 1.5, 3, 3);
	}
	let ne = ({ x: e, y: t }, n) => {
		let r = "";
		for (let i = 0; i < V(b).length; i++) (n === void 0 || V(a).y[i] === n) && (r += `M${e(V(b)[i]).toFixed(1)},${t(V(v)[i]).toFixed(1)}h0`);
		return r;
	}, re = /* @__PURE__ */ j(() => n().isLine || !i.includes(n().model)), ie = /* @__PURE__ */ j(() => {
		let [e, n] = t.editor?.frame?.x ?? V(S), r = V(re) ? 1 : 80;
		return Array.from({ length: r + 1 }, (t, i) => e + (n - e) * i / r);
	}), ae = (e) => n().predict(vh(V(a).columns, V(c), V(ie)), e), oe = /* @__PURE__ */ j(() => V(a) && V(m) && V(c) >= 0 ? ae(V(m)) : /* @__PURE__ */ new Float64Array()), se = /* @__PURE__ */ j(() => V(a) && V(h) && V(c) >= 0 ? ae(V(h)) : /* @__PURE__ */ new Float64Array()), ce = /* @__PURE__ */ j(() => V(f).length ? xh(V(ie), V(oe), V(u)) : []), le = (e, t, { x: n, y: r }) => im(e.length ? V(ie).length : 0, (e) => n(V(ie)[e]), (n) => r(e[n * V(u) + t])), ue = (e) => V(d) ? wh(e) : "var(--descent)", de = /* @__PURE__ */ j(() => V(d) ? "probability" : V(f).length ? `probability of ${V(a)?.target} = ${V(f)[1]}` : V(a)?.target ?? "y"), fe = /* @__PURE__ */ j(() => V(c) < 0 && !V(p) ? "Data and predictions" : V(p) ? "Data and most probable class" : V(f).length ? "Data and probability" : V(re) ? "Data and fitted line" : "Data and fitted curve"), pe = /* @__PURE__ */ j(() => V(c) < 0 ? `prediction of ${V(a)?.target}` : V(a)?.names[V(c)] ?? "x"), me = /* @__PURE__ */ j(() => [
		V(c) < 0 ? "Correct predictions lie on the diagonal." : "",
		V(p) ? "The stronger the color, the surer the model is of the class." : "",
		V(ce).length && !V(p) ? `The dotted ${V(ce).length === 1 ? "line is the boundary" : "lines are the boundaries"} between the most probable classes.` : "",
		V(a)?.sampled ? `${V(a).sample_size.toLocaleString("en-US")} of ${V(a).n.toLocaleString("en-US")} rows are drawn, a random sample; the run uses all of them.` : ""
	].join(" ").trim()), he = /* @__PURE__ */ j(() => {
		if (!V(a) || !V(m)) return "";
		let e = Array.from(V(m), (e, t) => `${n().weightNames[t]} ${$(e)}`).slice(0, 4).join(", ");
		if (V(p)) {
			let { most: e } = Ch(V(g), V(u));
			return `${V(a).y.filter((t, n) => V(f)[e[n]] === t).length} of ${V(a).y.length} points lie where their class is the most probable, at epoch ${n().shownEpoch}.`;
		}
		return `${V(a).y.length} points; at epoch ${n().shownEpoch} the weights are ${e}; loss ${$(n().currentLoss)}.`;
	}), ge = [
		{
			value: "none",
			text: "none"
		},
		{
			value: "lines",
			text: "lines"
		},
		{
			value: "squares",
			text: "squares"
		}
	];
	Wu(e, {
		get title() {
			return V(fe);
		},
		word: "residuals",
		get text() {
			return V(he);
		},
		get note() {
			return V(me);
		},
		controls: (e) => {
			var t = G(), r = I(t), i = (e) => {
				var t = Ph(), r = I(t), i = L(r), o = R(r, 2), s = (e) => {
					var t = Mh(), r = L(t, !0);
					z(() => q(r, n().bestName)), K(e, t);
				};
				J(o, (e) => {
					V(h) && !V(p) && e(s);
				});
				var c = R(o, 2), l = (e) => {
					var t = G();
					Y(I(t), 18, () => V(f), (e) => e, (e, t, n) => {
						var r = Nh();
						let i;
						var o = L(r);
						z((e) => {
							i = bo(r, "", i, { color: e }), q(o, `${V(a)?.target ?? ""} = ${t ?? ""}`);
						}, [() => wh(V(n))]), K(e, r);
					}), K(e, t);
				};
				J(c, (e) => {
					(V(d) || V(p)) && e(l);
				}), z(() => q(i, `epoch ${n().shownEpoch ?? ""}`)), K(e, t);
			};
			J(r, (e) => {
				V(c) >= 0 && e(i);
			}), K(e, t);
		},
		children: (e, i) => {
			var l = Wh(), g = I(l), _ = (e) => {
				Dh(e, {
					get lab() {
						return n();
					},
					get height() {
						return r();
					}
				});
			}, y = (e) => {
				var i = Wh(), a = I(i);
				{
					let e = (e, r = x) => {
						var i = Rh(), a = I(i), o = (e) => {
							var t = Rh(), i = I(t), a = (e) => {
								var t = Fh();
								z((e) => X(t, "d", e), [() => T(r())]), K(e, t);
							};
							J(i, (e) => {
								n().residuals === "lines" && !V(d) && e(a);
							});
							var o = R(i), s = (e) => {
								var t = Ih();
								z((e) => X(t, "d", e), [() => ee(r())]), K(e, t);
							};
							J(o, (e) => {
								n().residuals === "squares" && !V(d) && e(s);
							});
							var c = R(o), l = (e) => {
								var t = G();
								Y(I(t), 18, () => V(f), (e) => e, (e, t, n) => {
									var i = Lh();
									let a;
									z((e, t) => {
										X(i, "d", e), a = bo(i, "", a, { stroke: t });
									}, [() => ne(r(), t), () => ue(V(n))]), K(e, i);
								}), K(e, t);
							}, u = (e) => {
								var t = Lh();
								z((e) => X(t, "d", e), [() => ne(r())]), K(e, t);
							};
							J(c, (e) => {
								V(d) ? e(l) : e(u, -1);
							}), K(e, t);
						};
						J(a, (e) => {
							V(w) || e(o);
						});
						var s = R(a), l = (e) => {
							var t = zh();
							z((e, n, r, i) => X(t, "d", `M${e ?? ""},${n ?? ""}L${r ?? ""},${i ?? ""}`), [
								() => r().x(V(S)[0]),
								() => r().y(V(S)[0]),
								() => r().x(V(S)[1]),
								() => r().y(V(S)[1])
							]), K(e, t);
						}, p = (e) => {
							var t = Uh(), n = I(t);
							Y(n, 16, () => V(ce), (e) => e, (e, t) => {
								var n = Bh();
								z((e, t) => {
									X(n, "x1", e), X(n, "x2", t), X(n, "y1", r().y.range[0]), X(n, "y2", r().y.range[1]);
								}, [() => r().x(t), () => r().x(t)]), K(e, n);
							}), Y(R(n), 17, () => ({ length: V(u) }), Aa, (e, t, n) => {
								var i = Hh(), a = I(i), o = (e) => {
									var t = Vh();
									let i;
									z((e, n) => {
										X(t, "d", e), i = bo(t, "", i, { stroke: n });
									}, [() => le(V(se), n, r()), () => V(d) ? ue(n) : void 0]), K(e, t);
								};
								J(a, (e) => {
									V(h) && e(o);
								});
								var s = R(a);
								let c;
								z((e, t) => {
									X(s, "d", e), c = bo(s, "", c, { stroke: t });
								}, [() => le(V(oe), n, r()), () => ue(n)]), K(e, i);
							}), K(e, t);
						};
						J(s, (e) => {
							V(c) < 0 ? e(l) : e(p, -1);
						});
						var m = R(s), g = (e) => {
							{
								let i = /* @__PURE__ */ j(() => n().model === "poisson");
								ph(e, {
									get editor() {
										return t.editor;
									},
									get scales() {
										return r();
									},
									get heights() {
										return V(v);
									},
									get classes() {
										return V(f);
									},
									get counts() {
										return V(i);
									}
								});
							}
						};
						J(m, (e) => {
							t.editor?.onChart && e(g);
						}), K(e, i);
					}, i = /* @__PURE__ */ j(() => ({
						domain: t.editor?.frame?.x ?? V(S),
						title: V(pe)
					})), o = /* @__PURE__ */ j(() => ({
						domain: t.editor?.frame?.y ?? V(C),
						title: V(de),
						most: V(f).length ? 1 : void 0
					})), s = /* @__PURE__ */ j(() => V(w) ? te : void 0);
					dm(a, {
						get x() {
							return V(i);
						},
						get y() {
							return V(o);
						},
						get height() {
							return r();
						},
						widthAtFirst: 470,
						get label() {
							return V(fe);
						},
						get paint() {
							return V(s);
						},
						children: e,
						$$slots: { default: !0 }
					});
				}
				var o = R(a, 2), s = (e) => {
					{
						let n = /* @__PURE__ */ j(() => V(f).length > 0);
						lh(e, {
							get editor() {
								return t.editor;
							},
							get classes() {
								return V(n);
							}
						});
					}
				};
				J(o, (e) => {
					t.editor?.onChart && e(s);
				}), K(e, i);
			};
			J(g, (e) => {
				V(a) && V(m) && V(p) ? e(_) : V(a) && V(m) && e(y, 1);
			});
			var b = R(g, 2), re = (e) => {
				var t = Jh(), r = F(t), i = (e) => {
					Rm(e, {
						label: "Residuals",
						get choices() {
							return ge;
						},
						get value() {
							return n().residuals;
						},
						set value(e) {
							n().residuals = e;
						}
					});
				}, c = /* @__PURE__ */ j(() => n().shows("residuals") && !V(d) && !V(p));
				J(r, (e) => {
					V(c) && e(i);
				});
				var l = R(r, 2), u = (e) => {
					var t = qh(), n = F(t), r = (e) => {
						var t = Gh();
						t.value = t.__value = "-1", K(e, t);
					};
					J(n, (e) => {
						V(f).length || e(r);
					});
					var i = R(n), o = (e) => {
						var t = Kh(), n = L(t, !0);
						t.value = t.__value = "-1", z((e) => q(n, e), [() => V(a).names.join(" and ")]), K(e, t);
					};
					J(i, (e) => {
						V(f).length && V(a).columns.length === 2 && e(o);
					}), Y(R(i), 17, () => V(a).names, Aa, (e, t, n) => {
						var r = Kh(), i = L(r, !0), a = {};
						z((e) => {
							q(i, V(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
						}, [() => String(n)]), K(e, r);
					}), E(t), Eo(t), Do(t, () => V(s), (e) => P(s, e)), K(e, t);
				};
				J(l, (e) => {
					V(o) && e(u);
				}), E(t), K(e, t);
			};
			J(b, (e) => {
				V(a) && V(m) && e(re);
			}), K(e, l);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), A();
}
var Mh, Nh, Ph, Fh, Ih, Lh, Rh, zh, Bh, Vh, Hh, Uh, Wh, Gh, Kh, qh, Jh, Yh = t((() => {
	Q(), Z(), Su(), Vm(), dh(), gh(), Ju(), vm(), kh(), lm(), Th(), Ah(), Mh = /* @__PURE__ */ W("<span class=\"key closed-form svelte-wyjtbh\"> </span>"), Nh = /* @__PURE__ */ W("<span class=\"key svelte-wyjtbh\"> </span>"), Ph = /* @__PURE__ */ W("<span class=\"key descent svelte-wyjtbh\"> </span> <!> <!>", 1), Fh = /* @__PURE__ */ Ji("<path class=\"residuals svelte-wyjtbh\"></path>"), Ih = /* @__PURE__ */ Ji("<path class=\"squares svelte-wyjtbh\"></path>"), Lh = /* @__PURE__ */ Ji("<path class=\"dots svelte-wyjtbh\"></path>"), Rh = /* @__PURE__ */ Ji("<!><!><!>", 1), zh = /* @__PURE__ */ Ji("<path class=\"diagonal svelte-wyjtbh\"></path>"), Bh = /* @__PURE__ */ Ji("<line class=\"boundary svelte-wyjtbh\"></line>"), Vh = /* @__PURE__ */ Ji("<path class=\"closed svelte-wyjtbh\"></path>"), Hh = /* @__PURE__ */ Ji("<!><path class=\"fit svelte-wyjtbh\"></path>", 1), Uh = /* @__PURE__ */ Ji("<!><!>", 1), Wh = /* @__PURE__ */ W("<!> <!>", 1), Gh = /* @__PURE__ */ W("<option>prediction</option>"), Kh = /* @__PURE__ */ W("<option> </option>"), qh = /* @__PURE__ */ W("<select aria-label=\"Horizontal axis\" class=\"svelte-wyjtbh\"><!><!><!></select>"), Jh = /* @__PURE__ */ W("<div class=\"choices on-screen svelte-wyjtbh\"><!> <!></div>");
}));
// src/lib/directions.ts
function Xh(e, t) {
	let n = Array.from(e, (e) => Math.round(Math.abs(e) * 1e9)), r = Array.from(e, (e, t) => t).sort((e, t) => n[t] - n[e]), i = Math.min($h, Math.abs(e[r[0]]) / 2), a = r.slice(0, 3).filter((t) => Math.abs(e[t]) >= i), o = (n) => a.filter((t) => n * e[t] * e[a[0]] > 0).map((e) => t[e]), [s, c] = [o(1), o(-1)], l = Zh(s, t);
	if (c.length) {
		let e = c.length === 1 ? "falls" : "fall";
		return `${l} rising while ${Zh(c, t)} ${e}`;
	}
	return s.length > 1 ? `${l} rising together` : `${l} alone`;
}
function Zh(e, t) {
	let n = e.filter((e) => e !== "intercept");
	if (n.length < 2) return eg(e.map((e) => Qh(e, t)));
	let r = `the weights of ${eg(n)}`;
	return e.includes("intercept") ? `the intercept and ${r}` : r;
}
function Qh(e, t) {
	return e === "intercept" ? "the intercept" : t.filter((e) => e !== "intercept").length === 1 ? "the slope" : `the weight of ${e}`;
}
var $h, eg, tg = t((() => {
	$h = .1, eg = (e) => e.length < 3 ? e.join(" and ") : `${e.slice(0, -1).join(", ")}, and ${e.at(-1)}`;
}));
// src/lib/shares.ts
function ng(e, t, n, r) {
	if (r === 0) return 1;
	let i = t * n;
	return e.beta === 0 ? ig(i, r) : ag(e.recurrence(i), r);
}
function rg(e, t) {
	if (t.beta === 0) return Math.log1p(e < 1 ? -e : e - 2);
	let [n, r] = t.recurrence(e), i = n * n - 4 * r;
	if (i < 0) return Math.log(Math.max(r, 0)) / 2;
	let a = Math.sqrt(Math.max(i, 0)), o = n >= 0 ? e : 1 + n + r, s = (Math.abs(n) - a) / 2, c = (Math.abs(n) + a) / 2, l = s < 1 ? o / (1 - s) : 1 - c;
	return c < 2 ? Math.log1p(-l) : Math.log(c);
}
function ig(e, t) {
	if (e === 1) return 0;
	let n = e > 1, r = Math.exp(t * Math.log1p(n ? e - 2 : -e));
	return n && t % 2 == 1 ? -r : r;
}
function ag([e, t, n], r) {
	let i = e * e - 4 * t;
	if (i >= 0) {
		let a = Math.sqrt(i), o = (e + (e < 0 ? -a : a)) / 2;
		if (o === 0) return r === 1 ? n : 0;
		let s = t / o / o;
		return o ** (r - 1) * (o + (n - o) * og(s, r));
	}
	let a = Math.sqrt(Math.max(t, 0)), o = Math.atan2(Math.sqrt(-i), e), s = n * Math.sin(r * o) - a * Math.sin((r - 1) * o);
	return a ** (r - 1) * s / Math.sin(o);
}
function og(e, t) {
	return e === 1 ? t : e > 0 ? Math.expm1(t * Math.log(e)) / Math.expm1(Math.log(e)) : (1 - e ** t) / (1 - e);
}
var sg, cg = t((() => {
	sg = (e, t) => Math.exp(rg(e, t));
}));
Im(), Yh(), tg(), cg(), Q(), Z(), vm(), lm();
var lg = /* @__PURE__ */ Ji("<line class=\"target svelte-kozgbm\"></line>"), ug = /* @__PURE__ */ Ji("<!><path class=\"svelte-kozgbm\"></path><circle r=\"4.5\" class=\"svelte-kozgbm\"></circle>", 1), dg = /* @__PURE__ */ Ji("<!><line class=\"cursor svelte-kozgbm\"></line>", 1), fg = /* @__PURE__ */ Ji("<text dy=\"0.34em\"> </text>");
function pg(e, t) {
	k(t, !0);
	let n = Es(t, "height", 3, 260), r = /* @__PURE__ */ j(() => t.lab.run?.epochs ?? 0), i = /* @__PURE__ */ j(() => Math.max(1, Math.ceil(V(r) / 400))), a = /* @__PURE__ */ j(() => Math.floor(V(r) / V(i)) + 1), o = (e) => e.length > 22 ? `${e.slice(0, 21)}…` : e, s = /* @__PURE__ */ j(() => 16 + 6.6 * Math.min(22, Math.max(0, ...t.lines.map((e) => e.name.length))));
	function c(e, n, r) {
		let i = t.lines.map((i, a) => ({
			i: a,
			y: Math.min(Math.max(e(i.at(t.lab.drawnTo)), r), n)
		}));
		i.sort((e, t) => e.y - t.y);
		for (let e = 1; e < i.length; e++) i[e].y = Math.max(i[e].y, i[e - 1].y + 16);
		let a = n;
		for (let e = i.length - 1; e >= 0; e--, a -= 16) i[e].y = Math.min(i[e].y, a);
		let o = [];
		for (let { i: e, y: t } of i) o[e] = t;
		return o;
	}
	{
		let l = (e, n = x) => {
			var r = dg(), o = I(r);
			Y(o, 17, () => t.lines, Aa, (e, r) => {
				var o = ug(), s = I(o), c = (e) => {
					var t = lg();
					z((e, r) => {
						X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
					}, [() => n().y(V(r).target), () => n().y(V(r).target)]), K(e, t);
				};
				J(s, (e) => {
					V(r).target !== void 0 && t.lab.bestShown && e(c);
				});
				var l = R(s);
				let u;
				var d = R(l);
				let f;
				z((e, t, n) => {
					X(l, "d", e), u = bo(l, "", u, { stroke: V(r).color }), X(d, "cx", t), X(d, "cy", n), f = bo(d, "", f, { fill: V(r).color });
				}, [
					() => im(Math.min(V(a), Math.floor(t.lab.drawnTo / V(i)) + 1), (e) => n().x(e * V(i)), (e) => n().y(V(r).at(e * V(i)))),
					() => n().x(t.lab.epoch),
					() => n().y(V(r).at(t.lab.epoch))
				]), K(e, o);
			});
			var s = R(o);
			z((e, t) => {
				X(s, "x1", e), X(s, "x2", t), X(s, "y1", n().y.range[1]), X(s, "y2", n().y.range[0]);
			}, [() => n().x(t.lab.epoch), () => n().x(t.lab.epoch)]), K(e, r);
		}, u = (e, n = x) => {
			let r = /* @__PURE__ */ j(() => c(n().y, n().y.range[0] - 4, n().y.range[1] + 4));
			var i = G();
			Y(I(i), 17, () => t.lines, Aa, (e, t, i) => {
				var a = fg();
				let s;
				var c = L(a, !0);
				z((e) => {
					X(a, "x", n().x.range[1] + 8), X(a, "y", V(r)[i]), s = bo(a, "", s, { fill: V(t).color }), q(c, e);
				}, [() => o(V(t).name)]), K(e, a);
			}), K(e, i);
		}, d = /* @__PURE__ */ j(() => ({
			domain: [0, Math.max(V(r), 1)],
			title: "epoch",
			count: 4
		}));
		dm(e, {
			get x() {
				return V(d);
			},
			get y() {
				return t.y;
			},
			get height() {
				return n();
			},
			get label() {
				return t.label;
			},
			get right() {
				return V(s);
			},
			onpick: (e) => t.lab.jump(e),
			children: l,
			over: u,
			$$slots: {
				default: !0,
				over: !0
			}
		});
	}
	A();
}
Q(), Z(), Su(), Dc(), Gc(), Ju();
var mg = /* @__PURE__ */ W("<li> <span class=\"svelte-8lmcxj\"> </span></li>"), hg = /* @__PURE__ */ W("<!> <ul class=\"svelte-8lmcxj\"></ul>", 1);
function gg(e, t) {
	k(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0"
	], r = /* @__PURE__ */ j(() => {
		let e = t.lab.spectrum?.rank ?? 0;
		return e <= 4 ? Array.from({ length: e }, (e, t) => t) : [
			0,
			1,
			e - 2,
			e - 1
		];
	}), i = /* @__PURE__ */ j(() => {
		let [e, i] = [t.lab.spectrum, t.lab.closedRule];
		if (!e || !i) return [];
		let a = Nc(e, Tc(e.problem, t.lab.startWeights));
		return V(r).map((r, o) => {
			let s = e.eigenvalues[r];
			return {
				name: Xh(e.axes[r], t.lab.weightNames),
				color: `var(${n[o]})`,
				at: (e) => Math.abs(a[r] * ng(i, t.lab.lr, s, e)),
				share: sg(t.lab.lr * s, i),
				curvature: s
			};
		});
	}), a = /* @__PURE__ */ j(() => V(i).map(({ color: e, at: t, share: n }) => ({
		name: o(n),
		color: e,
		at: t
	}))), o = (e) => e > 1 ? `×${$(e, 3)} per epoch` : `leaves ${mu(e)}`, s = (e) => e > 1 ? `multiplies the error by ${$(e, 3)}` : `leaves ${mu(e)} of the error`, c = /* @__PURE__ */ j(() => {
		let e = 0, n = Infinity, r = t.lab.run?.epochs ?? 0;
		for (let t of V(i)) {
			let [i, a] = [t.at(0), t.at(r)];
			e = Math.max(e, i, Number.isFinite(a) ? Math.min(a, i * 1e6) : i), n = Math.min(n, ...[i, a].filter((e) => e > 0));
		}
		return e > 0 ? [Math.max(n, e * 1e-9) / 1.5, e * 2] : [.1, 1];
	}), l = /* @__PURE__ */ j(() => V(i).map((e) => `For ${e.name}, every epoch ${s(e.share)}; ${$(e.at(t.lab.epoch), 3)} is left.`).join(" "));
	Wu(e, {
		title: "Error along each direction",
		word: "Hessian",
		get text() {
			return V(l);
		},
		children: (e, n) => {
			var r = hg(), o = I(r);
			{
				let e = /* @__PURE__ */ j(() => ({
					domain: V(c),
					log: !0,
					title: "error, log scale",
					count: 5
				}));
				pg(o, {
					get lab() {
						return t.lab;
					},
					get lines() {
						return V(a);
					},
					get height() {
						return t.height;
					},
					get y() {
						return V(e);
					},
					label: "Error along each direction"
				});
			}
			var s = R(o, 2);
			Y(s, 21, () => V(i), Aa, (e, t) => {
				var n = mg();
				let r;
				var i = F(n), a = L(R(i));
				E(n), z((e) => {
					r = bo(n, "", r, { color: V(t).color }), q(i, `${V(t).name ?? ""} `), q(a, `λ = ${e ?? ""}`);
				}, [() => $(V(t).curvature)]), K(e, n);
			}), E(s), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
Q(), Z(), Su(), Hl(), Ym(), Ju(), vm(), lm();
var _g = /* @__PURE__ */ W("<button class=\"button\">Pin this run</button>"), vg = /* @__PURE__ */ Ji("<line class=\"floor svelte-1sxp8yk\"></line>"), yg = /* @__PURE__ */ Ji("<path class=\"curve svelte-1sxp8yk\"></path>"), bg = /* @__PURE__ */ Ji("<circle r=\"3.5\"></circle>"), xg = /* @__PURE__ */ Ji("<!><!><path class=\"curve now svelte-1sxp8yk\"></path><line class=\"cursor svelte-1sxp8yk\"></line><!><circle class=\"dot svelte-1sxp8yk\" r=\"5.5\"></circle>", 1), Sg = /* @__PURE__ */ Ji("<text class=\"floor-text svelte-1sxp8yk\" dy=\"0.34em\"> </text>"), Cg = /* @__PURE__ */ W("<li class=\"svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <button class=\"what svelte-1sxp8yk\" title=\"Show this run again\"> </button> <b class=\"svelte-1sxp8yk\"> </b> <button class=\"away svelte-1sxp8yk\">×</button></li>"), wg = /* @__PURE__ */ W("<!> <ul class=\"runs svelte-1sxp8yk\"><li class=\"mine svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <span class=\"what\"> </span> <b class=\"svelte-1sxp8yk\"> </b></li> <!></ul>", 1);
function Tg(e, t) {
	k(t, !0);
	let n = Es(t, "height", 3, 300), r = /* @__PURE__ */ N(null), i = /* @__PURE__ */ j(() => t.lab.run), a = /* @__PURE__ */ j(() => t.lab.floor), o = /* @__PURE__ */ j(() => t.lab.isLine || t.lab.model !== "poisson"), s = /* @__PURE__ */ j(() => Math.max(t.lab.epochs, ...t.lab.drawnPins.map((e) => e.epochs))), c = /* @__PURE__ */ j(() => {
		if (!V(i)) return [.1, 10];
		if (!V(o)) return l(V(i));
		let e = V(a) > 0 ? V(a) : Infinity, n = V(i).losses[0];
		for (let r of [V(i).losses, ...t.lab.drawnPins.map((e) => e.run.losses)]) for (let t of r) t < e && t > 0 && (e = t), t > n && t < V(i).losses[0] * 1e9 && (n = t);
		return e = Math.max(Math.min(e, n), n * 1e-18), n > 0 ? [e * .8, Math.max(n * 1.25, e * 3)] : [.1, 10];
	});
	function l(e) {
		let [t, n] = rm(e.losses.filter((t) => t <= 2 * Math.abs(e.losses[0]) + e.losses[0]));
		return nm(Number.isNaN(V(a)) ? t : Math.min(t, V(a)), n);
	}
	let u = /* @__PURE__ */ j(() => V(r) === null ? t.lab.epoch : Math.min(Math.max(Math.round(V(r)), 0), t.lab.revealed ? V(s) : t.lab.drawnTo)), d = (e) => e[Math.min(V(u), e.length - 1)], f = /* @__PURE__ */ j(() => V(i) ? `Loss ${$(V(i).losses[Math.min(t.lab.epoch, V(i).epochs)])} at epoch ${t.lab.epoch}, ${$(V(i).losses[0])} at the start${Number.isNaN(V(a)) || !t.lab.revealed ? "" : `; the floor is ${$(V(a))}`}.` : ""), p = (e, { x: t, y: n }) => im(e.length, t, (t) => n(e[t])), m = (e) => {
		let { text: t, takes: n } = Vl[e.model];
		return [t, ...n.map((t) => `${t} ${uu(e[t])}`)].join(" ");
	}, h = (e) => {
		let n = (e, n) => t.lab.hidden.has(e) ? "" : n, r = n("rate", `lr ${uu(e.lr)}`) || `run ${e.id}`;
		return [
			n("model", e.model === "least-squares" ? "" : m(e)),
			[r, n("rule", e.rule === "gd" ? "" : e.rule)].filter(Boolean).join(" "),
			n("standardize", e.standardize ? "standardized" : ""),
			n("loss", e.loss === "mse" ? "" : e.loss)
		].filter(Boolean).join(", ");
	};
	Wu(e, {
		title: "Loss",
		word: "loss",
		get text() {
			return V(f);
		},
		controls: (e) => {
			var n = G(), r = I(n), a = (e) => {
				var n = _g();
				z(() => n.disabled = t.lab.pins.length >= Km.pins || !V(i)), U("click", n, () => t.lab.pin()), K(e, n);
			}, o = /* @__PURE__ */ j(() => t.lab.shows("pins"));
			J(r, (e) => {
				V(o) && e(a);
			}), K(e, n);
		},
		children: (e, l) => {
			var f = G(), m = I(f), g = (e) => {
				var l = wg(), f = I(l);
				{
					let e = (e, n = x) => {
						var r = xg(), s = I(r), c = (e) => {
							var t = vg();
							z((e, r) => {
								X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
							}, [() => n().y(V(a)), () => n().y(V(a))]), K(e, t);
						}, l = /* @__PURE__ */ j(() => t.lab.bestShown && (V(a) > 0 || !V(o) && !Number.isNaN(V(a))));
						J(s, (e) => {
							V(l) && e(c);
						});
						var f = R(s);
						Y(f, 17, () => t.lab.drawnPins, (e) => e.id, (e, t) => {
							var r = yg();
							let i;
							z((e) => {
								X(r, "d", e), X(r, "stroke-dasharray", V(t).onOtherData ? "5 4" : void 0), i = bo(r, "", i, { stroke: `var(--pin-${V(t).color ?? ""})` });
							}, [() => p(V(t).run.losses, n())]), K(e, r);
						});
						var m = R(f), h = R(m), g = R(h);
						Y(g, 17, () => t.lab.drawnPins, (e) => e.id, (e, t) => {
							var r = bg();
							let i;
							z((e, n) => {
								X(r, "cx", e), X(r, "cy", n), i = bo(r, "", i, { fill: `var(--pin-${V(t).color ?? ""})` });
							}, [() => n().x(Math.min(V(u), V(t).epochs)), () => n().y(d(V(t).run.losses))]), K(e, r);
						});
						var _ = R(g);
						z((e, t, r, i, a) => {
							X(m, "d", e), X(h, "x1", t), X(h, "x2", r), X(h, "y1", n().y.range[1]), X(h, "y2", n().y.range[0]), X(_, "cx", i), X(_, "cy", a);
						}, [
							() => p(V(i).losses.subarray(0, t.lab.drawnTo + 1), n()),
							() => n().x(V(u)),
							() => n().x(V(u)),
							() => n().x(Math.min(V(u), V(i).epochs)),
							() => n().y(d(V(i).losses))
						]), K(e, r);
					}, l = (e, n = x) => {
						var r = G(), i = I(r), s = (e) => {
							var t = Sg(), r = L(t);
							z((e, i) => {
								X(t, "x", n().x.range[1] + 8), X(t, "y", e), q(r, `floor ${i ?? ""}`);
							}, [() => n().y(V(a)), () => $(V(a))]), K(e, t);
						}, c = /* @__PURE__ */ j(() => t.lab.bestShown && (V(a) > 0 || !V(o) && !Number.isNaN(V(a))));
						J(i, (e) => {
							V(c) && e(s);
						}), K(e, r);
					}, m = /* @__PURE__ */ j(() => ({
						domain: [0, V(s)],
						title: "epoch"
					})), h = /* @__PURE__ */ j(() => ({
						domain: V(c),
						log: V(o),
						title: `${t.lab.lossTitle("loss")}${V(o) ? ", log scale" : ""}`
					})), g = /* @__PURE__ */ j(() => t.lab.bestShown ? 96 : 16), _ = /* @__PURE__ */ j(() => t.lab.shows("play") ? (e) => t.lab.jump(e) : void 0);
					dm(f, {
						get x() {
							return V(m);
						},
						get y() {
							return V(h);
						},
						get height() {
							return n();
						},
						label: "Loss per epoch",
						get right() {
							return V(g);
						},
						get onpick() {
							return V(_);
						},
						onhover: (e) => P(r, e, !0),
						children: e,
						over: l,
						$$slots: {
							default: !0,
							over: !0
						}
					});
				}
				var m = R(f, 2), g = F(m), _ = R(F(g), 2), v = L(_), y = L(R(_, 2), !0);
				E(g), Y(R(g, 2), 17, () => t.lab.drawnPins, (e) => e.id, (e, n) => {
					var r = Cg();
					let i;
					var a = R(F(r), 2), o = L(a), s = R(a, 2), c = L(s, !0), l = R(s, 2);
					E(r), z((e, t, a) => {
						i = bo(r, "", i, { color: `var(--pin-${V(n).color ?? ""})` }), q(o, `${e ?? ""}${V(n).onOtherData ? " (other data)" : ""}`), q(c, t), X(l, "aria-label", `Remove the pinned run ${a ?? ""}`);
					}, [
						() => h(V(n)),
						() => $(d(V(n).run.losses)),
						() => h(V(n))
					]), U("click", a, () => t.lab.recall(V(n))), U("click", l, () => t.lab.unpin(V(n).id)), K(e, r);
				}), E(m), z((e, t, n) => {
					X(m, "aria-label", `Runs at epoch ${V(u) ?? ""}`), q(v, `${e ?? ""} at epoch ${t ?? ""}`), q(y, n);
				}, [
					() => t.lab.hidden.has("rate") ? "this run" : `lr ${uu(t.lab.lr)}`,
					() => du(Math.min(V(u), V(i).epochs)),
					() => $(d(V(i).losses))
				]), K(e, l);
			};
			J(m, (e) => {
				V(i) && e(g);
			}), K(e, f);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), A();
}
Pi(["click"]), Q(), Z(), Su(), Ju(), lm();
function Eg(e, t) {
	k(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0",
		"--pin-2",
		"--pin-4"
	], r = /* @__PURE__ */ j(() => {
		let e = t.lab.weightNames.map((e, t) => t), [n, r] = t.lab.axes;
		return [
			n,
			r,
			...e.filter((e) => e !== n && e !== r)
		].slice(0, 6);
	}), i = /* @__PURE__ */ j(() => {
		let { run: e } = t.lab;
		return e ? V(r).map((r, i) => ({
			name: t.lab.weightNames[r],
			color: `var(${n[i]})`,
			at: (t) => e.weights[Math.min(t, e.epochs) * e.p + r],
			target: t.lab.best?.[r]
		})) : [];
	}), a = /* @__PURE__ */ j(() => {
		let { run: e } = t.lab, [n, i] = rm(V(r).flatMap((e) => [t.lab.startWeights[e] ?? 0, t.lab.best?.[e] ?? 0]));
		if (!e) return nm(n, i);
		let a = 2 * (i - n || 1), [o, s] = [n, i];
		for (let t = 0; t <= e.epochs; t++) for (let c of V(r)) {
			let r = e.weights[t * e.p + c];
			r < o && (o = Math.max(r, n - a)), r > s && (s = Math.min(r, i + a));
		}
		return nm(o, s);
	}), o = /* @__PURE__ */ j(() => t.lab.weightNames.length - V(r).length), s = /* @__PURE__ */ j(() => t.lab.weights ? V(r).map((e) => `${t.lab.weightNames[e]} ${$(t.lab.weights[e])}${t.lab.best && t.lab.revealed ? `, ${t.lab.bestName} ${$(t.lab.best[e])}` : ""}`).join("; ") : "");
	{
		let n = /* @__PURE__ */ j(() => V(o) > 0 ? `${V(o) === 1 ? "1 more weight is" : `${V(o)} more weights are`} not drawn; the axes chosen for the contour come first.` : "");
		Wu(e, {
			title: "Weights",
			word: "weights",
			get text() {
				return V(s);
			},
			get note() {
				return V(n);
			},
			children: (e, n) => {
				{
					let n = /* @__PURE__ */ j(() => ({
						domain: V(a),
						title: "weight",
						count: 5
					}));
					pg(e, {
						get lab() {
							return t.lab;
						},
						get lines() {
							return V(i);
						},
						get height() {
							return t.height;
						},
						get y() {
							return V(n);
						},
						label: "Weights over the epochs"
					});
				}
			},
			$$slots: { default: !0 }
		});
	}
	A();
}
// src/lib/forecast.ts
function Dg(e, t, n, r) {
	let i = e.eigenvalues.subarray(0, e.rank), a = Array.from(i, (e) => rg(t * e, r)), o = Ng * e.minLoss / e.problem.factor, s = Mc(e, n).subarray(0, e.rank), c = Array.from(s, (e) => e === 0 ? 0 : e * e / o), l = new Bg(r, t, i), u = a.map((e) => 2 * e), d = l.settled(c, Ag(c, u), 2), f = kg(e, n).map((e) => l.settled(e, Ag(e.map(Math.abs), a), 1));
	return {
		loss: d,
		weights: f,
		toTolerance: Math.max(...f)
	};
}
function Og(e) {
	let { problem: t, rank: n } = e, r = Math.max(Ac(e), Mg * Math.sqrt(Pc(t.y, t.y) / t.n)), i = new Float64Array(t.p);
	for (let r = 0; r < n; r++) wc(t, e.axes[r]).forEach((t, n) => i[n] += (t / e.sigma[r]) ** 2);
	return wc(t, e.optimum).map((e, t) => jg * Math.max(Math.abs(e), Math.sqrt(i[t]) * r));
}
function kg(e, t) {
	let { problem: n, rank: r } = e, i = Mc(e, t), a = e.axes.slice(0, r).map((t, r) => {
		let a = i[r] / e.sigma[r];
		return wc(n, t.map((e) => e * a));
	});
	return Og(e).map((e, t) => a.map((n) => e > 0 ? n[t] / e : 0));
}
function Ag(e, t) {
	let n = 0, r = [];
	for (let i = 0; i < e.length; i++) {
		if (!Number.isFinite(e[i]) || t[i] > 1e-12 && e[i] > 1e-14) return Infinity;
		t[i] < 0 ? e[i] > 0 && r.push([e[i], Math.max(t[i], Lg)]) : n += e[i];
	}
	let i = 1 - n;
	if (i <= 0) return Infinity;
	let a = r.map(([e, t]) => [Math.log(e / i), t]), o = Math.max(0, ...a.map(([e, t]) => e / -t));
	for (let e = 0; e < Pg; e++) {
		let e = 0, t = 0;
		for (let [n, r] of a) {
			let i = Math.exp(n + o * r);
			e += i, t -= i * r;
		}
		if (e <= 1) break;
		let n = e * Math.log(e) / t;
		if (o += n, n <= .1) break;
	}
	return Math.ceil(o - 1e-6) + 0;
}
var jg, Mg, Ng, Pg, Fg, Ig, Lg, Rg, zg, Bg, Vg = t((() => {
	Dc(), cg(), Gc(), jg = 5e-4, Mg = .001, Ng = .01, Pg = 12, Fg = 48, Ig = 1e100, Lg = -690, Rg = 1e-14, zg = 0x38d7ea4c68000, Bg = class {
		rule;
		lr;
		curvatures;
		kept = /* @__PURE__ */ new Map();
		window;
		constructor(e, t, n) {
			this.rule = e, this.lr = t, this.curvatures = n, this.window = e.beta === 0 ? 2 : Fg;
		}
		settled(e, t, n) {
			if (!(t <= zg)) return t;
			let r = (t) => this.stays(e, t, n), i = t;
			for (let e = 1; !r(i); e *= 2) {
				if (e > zg) return Infinity;
				i += e;
			}
			let a = i - 1;
			for (let e = 1; a >= 0 && r(a); e *= 2) a -= e;
			for (a = Math.max(a, -1); i > a + 1;) {
				let e = Math.floor((i + a) / 2);
				r(e) ? i = e : a = e;
			}
			return i;
		}
		stays(e, t, n) {
			for (let r = 0; r < this.window; r++) {
				let i = this.sharesAt(t + r), a = 0;
				for (let t = 0; t < e.length; t++) a += e[t] * i[t] ** n;
				if (!(Math.abs(a) <= 1.000000001)) return !1;
			}
			return !0;
		}
		sharesAt(e) {
			let t = this.kept.get(e);
			return t === void 0 && (t = this.curvatures.map((t) => {
				let n = ng(this.rule, this.lr, t, e);
				return Math.min(Math.max(n, -1e100), Ig);
			}), this.kept.set(e, t)), t;
		}
	};
}));
// src/lib/rates.ts
function Hg(e, t) {
	return Uc(e) > 0 ? t.rateLimit(Uc(e)) : Infinity;
}
function Ug(e, t, n) {
	let { p: r, rows: i } = e, a = i.map((e, t) => e / Math.sqrt(n[t % r]));
	return Hg(Oc({
		...e,
		rows: a
	}), t);
}
function Wg(e, t) {
	if (Uc(e) <= 0) return Infinity;
	if (t.beta === 0) return 2 / (Uc(e) + Wc(e));
	let n = Xg(Hg(e, t)), r = n.map((n) => Math.max(i_(rg(n * Wc(e), t)), i_(rg(n * Uc(e), t)))), i = Math.min(...r) * (1 - 1e-9), a = n.filter((e, t) => r[t] <= i);
	return a[Math.floor(a.length / 2)];
}
function Gg(e, t) {
	let n = Math.min(Wg(e, t), Zg * Hg(e, t));
	return Number.isFinite(n) ? qg(n * (1 + 1e-12)) : 1;
}
function Kg(e, t) {
	let n = Math.log10(e > 0 && e < Infinity ? e : n_), r = Math.log10(t), i = Math.floor(Math.min(n - $g, r)), a = Math.ceil(Math.max(n + e_, r));
	return [Math.max(i, -300), Math.min(a, t_)];
}
function qg(e, t = 3) {
	if (!(e > 1e-300 && e < Infinity)) return Math.max(e, 1e-300);
	let n = Math.floor(Math.log10(e)) - t + 1, r = Number(`${Math.floor(e / 10 ** n)}e${n}`);
	return r > 0 && r <= e ? r : e;
}
function Jg(e, t, n, r, i) {
	let a = Mc(e, r), o = 0;
	for (let r = 0; r < e.rank; r++) a[r] !== 0 && (o += (a[r] * ng(i, t, e.eigenvalues[r], n)) ** 2);
	return e.minLoss + e.problem.factor * o;
}
function Yg(e, t, n) {
	return e > 1 + 1e-12 ? "diverging" : n >= t ? "converged" : "converging";
}
function Xg(e) {
	let t = Array.from({ length: 500 }, (t, n) => e * 10 ** (-6 + 5 * n / 499)), n = Array.from({ length: 1999 }, (t, n) => e * (.1 + .9 * (n + 1) / 1999));
	return [...t, ...n];
}
var Zg, Qg, $g, e_, t_, n_, r_, i_, a_ = t((() => {
	Vg(), cg(), Gc(), Zg = .8, Qg = "after these epochs", $g = 3, e_ = 2, t_ = 300, n_ = .025, r_ = (e, t, n) => sg(t * Uc(e), n), i_ = (e) => Number.isNaN(e) ? 0 : e;
}));
// src/lib/wording.ts
function o_(e) {
	return {
		lr_above_limit: "Diverging.",
		lr_near_limit: "See-sawing.",
		lr_too_small: "Too slow.",
		slow_direction: "Not there yet, whatever the loss looks like.",
		noise_floor: "Nothing is left to gain.",
		collinear: "The data do not determine the weights: other weights predict as well.",
		none: e.status === "converged" ? "Converged." : "Converging."
	}[e.cause];
}
function s_(e, t) {
	return {
		lr_above_limit: c_,
		lr_near_limit: l_,
		lr_too_small: u_,
		slow_direction: d_,
		noise_floor: f_,
		collinear: p_,
		none: m_
	}[e.cause](e, t);
}
function c_(e, t) {
	return {
		tone: "bad",
		headline: `Diverging, ×${$(e.growth, 2)} per epoch: the limit is ${__(e.limit)}. Use ${__(e.advised)}.`,
		reason: `Along the steepest direction, ${t.direction}, every epoch multiplies the error by ${$(e.growth, 3)} and the loss by ${$(e.growth * e.growth, 3)}. The limit is ${g_[t.rule]}, where λ is the curvature of the loss along this direction. Different data have a different limit.`,
		fix: {
			text: `Use ${__(e.advised)}`,
			lr: e.advised
		}
	};
}
function l_(e) {
	return {
		tone: "plain",
		headline: `See-sawing: the learning rate is ${pu(e.lr / e.limit)} of the limit ${__(e.limit)}.`,
		reason: `Along the steepest direction, the error changes sign every epoch and keeps ${mu(e.growth)} of its size.`,
		fix: {
			text: `Use ${__(e.advised)}`,
			lr: e.advised
		}
	};
}
function u_(e, t) {
	return {
		tone: "plain",
		headline: `Too slow: the learning rate is only ${$(e.lr / e.limit, 2)} of the limit ${__(e.limit)}.`,
		reason: `Even along the steepest direction, an epoch changes little, and ${fu(t.epochs)} are not enough: the loss is ${$(e.finalLoss)} and its floor is ${v_(e)}.`,
		fix: {
			text: `Use ${__(e.advised)}`,
			lr: e.advised
		}
	};
}
function d_(e, t) {
	let n = Qh(t.names[e.worstWeight], t.names);
	return {
		tone: "plain",
		headline: `${e.finalLoss < 1.1 * e.minLoss ? "The loss looks done, but" : "Not there yet:"} ${n} is ${$(Math.abs(e.worstError), 3)} ${e.worstError < 0 ? "below" : "above"} its best value, ${$(t.closedForm[e.worstWeight], 4)}.`,
		reason: `The cause is a slow direction, ${t.direction}: along it, each epoch leaves ${mu(e.kept)} of the error. The loss is ${$(e.finalLoss)} and its floor is ${v_(e)}.`,
		fix: t.standardize ? h_(e, t) : {
			text: "Standardize the columns",
			standardize: !0
		}
	};
}
function f_(e, t) {
	return {
		tone: "good",
		headline: `Nothing is left to gain: the loss is ${$(e.finalLoss)} and its floor is ${v_(e)}.`,
		reason: `${t.remains} (Residual standard deviation ${$(e.noiseStd, 3)}.) More epochs would change nothing that these data can show.`,
		fix: null
	};
}
function p_(e) {
	return {
		tone: "plain",
		headline: "The data do not determine the weights: other weights predict as well.",
		reason: `Some columns depend on each other. Along such directions the loss is flat, and training leaves the weights where they started. The loss is ${$(e.finalLoss)} and its floor is ${v_(e)}.`,
		fix: null
	};
}
function m_(e, t) {
	let n = e.status === "converged";
	return {
		tone: "good",
		headline: n ? "Converged: every weight is right to three digits." : `Converging: ${fu(e.forecast.toTolerance)} in all are enough.`,
		reason: `The loss is ${$(e.finalLoss)} after ${fu(t.epochs)}, and its floor is ${v_(e)}.`,
		fix: n ? null : h_(e, t)
	};
}
function h_(e, t) {
	let n = e.forecast.toTolerance;
	return !(n <= t.mostEpochs) || n <= t.epochs ? null : {
		text: `Train ${fu(n)}`,
		epochs: n
	};
}
var g_, __, v_, y_ = t((() => {
	tg(), Su(), g_ = {
		gd: "2/λ",
		momentum: "2(1 + β)/λ with β = 0.9",
		nesterov: "2(1 + β)/((1 + 2β) λ) with β = 0.9"
	}, __ = (e) => Number.isFinite(e) ? $(e, 3) : "∞", v_ = (e) => e.exact ? "0 (exact)" : $(e.minLoss);
}));
a_(), y_(), Q(), Z(), Su(), Dc(), Ju(), vm(), lm();
var b_ = /* @__PURE__ */ Ji("<line class=\"floor svelte-8r3kct\"></line>"), x_ = /* @__PURE__ */ Ji("<defs><pattern id=\"diverging\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line y2=\"7\" class=\"hatch svelte-8r3kct\"></line></pattern></defs><rect fill=\"url(#diverging)\"></rect><line class=\"limit svelte-8r3kct\"></line><!><line class=\"advised svelte-8r3kct\"></line><path class=\"svelte-8r3kct\"></path><g role=\"slider\" aria-label=\"Learning rate on the curve: use the arrow keys\"><circle class=\"reach svelte-8r3kct\" r=\"22\"></circle><circle r=\"5.5\" class=\"svelte-8r3kct\"></circle></g><text class=\"bad svelte-8r3kct\" text-anchor=\"end\"> </text><text class=\"good svelte-8r3kct\" text-anchor=\"end\"> </text>", 1);
function S_(e, t) {
	k(t, !0);
	let n = Es(t, "height", 3, 300), r = [1e-4, 6], i = /* @__PURE__ */ j(() => t.lab.diagnosis?.limit ?? 1), a = /* @__PURE__ */ j(() => t.lab.diagnosis?.advised ?? 1), o = /* @__PURE__ */ j(() => Number.isFinite(V(i)) ? V(i) : 1), s = /* @__PURE__ */ j(() => Math.min(V(o) * r[0], t.lab.lr / 1.5)), c = /* @__PURE__ */ j(() => Math.max(V(o) * r[1], t.lab.lr * 1.5)), l = /* @__PURE__ */ j(() => t.lab.problem ? Tc(t.lab.problem, t.lab.startWeights) : []), u = (e) => t.lab.spectrum && t.lab.closedRule ? Jg(t.lab.spectrum, e, t.lab.epochs, V(l), t.lab.closedRule) : NaN, d = /* @__PURE__ */ j(() => Array.from({ length: 240 }, (e, t) => {
		let n = t / 239, r = V(s) ** (1 - n) * V(c) ** n;
		return {
			lr: r,
			loss: u(r)
		};
	})), f = /* @__PURE__ */ j(() => t.lab.diagnosis?.startLoss ?? 1), p = /* @__PURE__ */ j(() => t.lab.spectrum?.minLoss ?? 0), m = /* @__PURE__ */ j(() => {
		let e = V(d).reduce((e, { loss: t }) => t > 0 && t < e ? t : e, V(f));
		return [Math.max(e, V(f) * 1e-16) * .7, V(f) * 300];
	}), h = /* @__PURE__ */ j(() => u(t.lab.lr));
	function g(e) {
		t.lab.setRate(Number(e.toPrecision(3)));
	}
	let _ = {
		ArrowLeft: -1,
		ArrowDown: -1,
		ArrowRight: 1,
		ArrowUp: 1,
		PageDown: -10,
		PageUp: 10
	};
	function v(e) {
		Object.hasOwn(_, e.key) && (e.preventDefault(), e.stopPropagation(), g(t.lab.lr * 10 ** (_[e.key] / 40)));
	}
	let y = /* @__PURE__ */ j(() => t.lab.hidden.has("epochs") ? "all epochs" : `${t.lab.epochs.toLocaleString("en-US")} epochs`), b = /* @__PURE__ */ j(() => `After ${V(y)} the rate ${$(t.lab.lr, 3)} ends with a loss of ${$(V(h))}. Every rate above ${__(V(i))} diverges; the advised rate is ${__(V(a))}.`);
	Wu(e, {
		title: "Every rate at once",
		word: "learning rate",
		get text() {
			return V(b);
		},
		get note() {
			return `The loss after ${V(y) ?? ""} for each learning rate. Click a rate to run it, or move the dot with the arrow keys.`;
		},
		children: (e, r) => {
			var o = G(), l = I(o), u = (e) => {
				{
					let r = (e, n) => {
						let r = () => (n?.()).x, o = () => (n?.()).y;
						var s = x_(), c = R(I(s)), l = R(c), u = R(l), f = (e) => {
							var t = b_();
							z((e, n) => {
								X(t, "x1", r().range[0]), X(t, "x2", r().range[1]), X(t, "y1", e), X(t, "y2", n);
							}, [() => o()(V(p)), () => o()(V(p))]), K(e, t);
						};
						J(u, (e) => {
							V(p) > 0 && e(f);
						});
						var m = R(u), g = R(m), _ = R(g), y = /* @__PURE__ */ j(() => t.lab.shows("rate") ? v : void 0), b = R(_), x = L(b), S = R(b), C = L(S);
						z((e, n, r, i, a, s, u, d, f, p, h, v, y, w, T, ee, te) => {
							X(c, "x", e), X(c, "y", o().range[1] - 6), X(c, "width", n), X(c, "height", o().range[0] - o().range[1] + 6), X(l, "x1", r), X(l, "x2", i), X(l, "y1", o().range[1]), X(l, "y2", o().range[0]), X(m, "x1", a), X(m, "x2", s), X(m, "y1", o().range[0] - 40), X(m, "y2", o().range[0]), X(g, "d", u), X(_, "transform", `translate(${d ?? ""} ${f ?? ""})`), X(_, "tabindex", p), X(_, "aria-valuenow", t.lab.lr), X(_, "aria-valuetext", `rate ${h ?? ""}, final loss ${v ?? ""}`), X(_, "aria-disabled", y), X(b, "x", w), X(b, "y", o().range[1] + 8), q(x, `diverges above ${T ?? ""}`), X(S, "x", ee), X(S, "y", o().range[0] - 30), q(C, `advised ${te ?? ""}`);
						}, [
							() => r()(V(i)),
							() => Math.max(0, r().range[1] - r()(V(i))),
							() => r()(V(i)),
							() => r()(V(i)),
							() => r()(V(a)),
							() => r()(V(a)),
							() => im(V(d).length, (e) => r()(V(d)[e].lr), (e) => o()(V(d)[e].loss)),
							() => r()(t.lab.lr),
							() => Math.max(o()(V(h)), o().range[1]),
							() => t.lab.shows("rate") ? 0 : -1,
							() => __(t.lab.lr),
							() => $(V(h)),
							() => !t.lab.shows("rate"),
							() => r()(V(i)) - 8,
							() => __(V(i)),
							() => r()(V(a)) - 7,
							() => __(V(a))
						]), U("keydown", _, function(...e) {
							V(y)?.apply(this, e);
						}), K(e, s);
					}, o = /* @__PURE__ */ j(() => ({
						domain: [V(s), V(c)],
						log: !0,
						title: "learning rate, log scale",
						count: 6
					})), l = /* @__PURE__ */ j(() => ({
						domain: V(m),
						log: !0,
						title: `${t.lab.lossTitle("final loss")}, log scale`
					})), u = /* @__PURE__ */ j(() => t.lab.shows("rate") ? g : void 0);
					dm(e, {
						get x() {
							return V(o);
						},
						get y() {
							return V(l);
						},
						get height() {
							return n();
						},
						label: "Final loss against learning rate",
						get onpick() {
							return V(u);
						},
						children: r,
						$$slots: { default: !0 }
					});
				}
			};
			J(l, (e) => {
				t.lab.spectrum && e(u);
			}), K(e, o);
		},
		$$slots: { default: !0 }
	}), A();
}
Pi(["keydown"]);
// src/panels/NeedsPython.svelte?svelte&type=style&lang.css
var C_ = t((() => {}));
// src/panels/NeedsPython.svelte
function w_(e, t) {
	k(t, !0);
	let { guide: n } = Vs();
	var r = E_(), i = F(r), a = L(i), o = R(i, 2), s = R(F(o), 5), c = (e) => {
		var t = T_();
		z(() => X(t, "href", n)), K(e, t);
	};
	J(s, (e) => {
		n && e(c);
	}), E(o), E(r), z(() => q(a, `${t.what ?? ""} Downslope in Python.`)), K(e, r), A();
}
var T_, E_, D_ = t((() => {
	Q(), Z(), C_(), T_ = /* @__PURE__ */ W("<a>Start in five minutes</a>"), E_ = /* @__PURE__ */ W("<details class=\"svelte-1fpreew\"><summary class=\"svelte-1fpreew\"> </summary> <p class=\"svelte-1fpreew\">Install Python 3.11 or newer, get a copy of Downslope, and run <code class=\"svelte-1fpreew\">pip install .</code> in its folder. Then <code class=\"svelte-1fpreew\">downslope lab</code> opens this page with everything in it. <!></p></details>");
}));
D_(), Q(), Z(), Is(), fc(), Hu(), Ys(), Su();
var O_ = /* @__PURE__ */ W("<button class=\"button\"> </button>"), k_ = /* @__PURE__ */ W("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), A_ = /* @__PURE__ */ W("<p class=\"soft svelte-1f1hu52\"> </p>"), j_ = /* @__PURE__ */ W("<p class=\"bad svelte-1f1hu52\"> </p>"), M_ = /* @__PURE__ */ W("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), N_ = /* @__PURE__ */ W("<div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Solvers measured\" tabindex=\"0\"><table><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">solver</th><th scope=\"col\" class=\"svelte-1f1hu52\">time</th><th scope=\"col\" class=\"svelte-1f1hu52\">error</th><th scope=\"col\" class=\"svelte-1f1hu52\">passes</th></tr></thead><tbody></tbody></table></div> <p class=\"soft svelte-1f1hu52\"> </p> <!>", 1), P_ = /* @__PURE__ */ W("<div class=\"card svelte-1f1hu52\"><div class=\"head svelte-1f1hu52\"><h2 class=\"small\">Compared with the closed form</h2> <!></div> <div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Weights compared with the closed form\" tabindex=\"0\"><table class=\"svelte-1f1hu52\"><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">weight</th><th scope=\"col\" class=\"descent svelte-1f1hu52\"> </th><th scope=\"col\" class=\"closed svelte-1f1hu52\">closed form</th><th scope=\"col\" class=\"svelte-1f1hu52\">difference</th></tr></thead><tbody><!><tr class=\"loss svelte-1f1hu52\"><th scope=\"row\" class=\"svelte-1f1hu52\">loss</th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr></tbody></table> <!></div> <!> <!> <!></div>");
function F_(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ N(null), r = /* @__PURE__ */ N(null), i = /* @__PURE__ */ N(!1), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ j(() => t.lab.weightNames.slice(0, 8).map((e, n) => {
		let r = t.lab.weights?.[n] ?? NaN, i = t.lab.best?.[n] ?? NaN;
		return {
			name: e,
			mine: r,
			best: i,
			gap: r - i
		};
	})), s = /* @__PURE__ */ j(() => t.lab.weightNames.length - V(o).length), c = /* @__PURE__ */ j(() => t.lab.currentLoss - (t.lab.spectrum?.minLoss ?? NaN)), l = /* @__PURE__ */ j(() => V(n) !== null && V(r) !== t.lab.data);
	async function u() {
		P(i, !0), P(a, "");
		let e = t.lab.data;
		try {
			P(n, await sc(t.lab.descriptor)), P(r, e);
		} catch (e) {
			P(a, nc(e), !0);
		} finally {
			P(i, !1);
		}
	}
	let d = /* @__PURE__ */ N(void 0), f = /* @__PURE__ */ N(!1);
	vr(() => {
		if (!V(d) || V(f)) return;
		let e = new IntersectionObserver(([e]) => P(f, V(f) || e.isIntersecting, !0));
		return e.observe(V(d)), () => e.disconnect();
	});
	let p = /* @__PURE__ */ j(() => t.lab.data !== null && t.lab.data.n * t.lab.weightNames.length <= 1e4);
	vr(() => {
		if (!V(f) || !V(p) || Js.alone || ii(() => V(n) !== null || V(i))) return;
		let e = setTimeout(() => void u(), 600);
		return () => clearTimeout(e);
	});
	let m = (e) => e === null ? "not run" : e < .001 ? `${$(e * 1e6, 3)} µs` : e < 1 ? `${$(e * 1e3, 3)} ms` : `${$(e, 3)} s`, h = (e) => e === null ? "∞" : e === 0 ? "0" : gu(e, 2);
	var g = P_(), _ = F(g), v = R(F(_), 2), y = (e) => {
		var n = O_(), r = L(n, !0);
		z(() => {
			n.disabled = V(i) || !t.lab.data, q(r, V(i) ? "Measuring…" : "Measure the time");
		}), U("click", n, u), K(e, n);
	};
	J(v, (e) => {
		Js.alone || e(y);
	}), E(_);
	var b = R(_, 2), x = F(b), S = F(x), C = F(S), w = L(R(F(C)));
	Re(2), E(C), E(S);
	var T = R(S), ee = F(T);
	Y(ee, 17, () => V(o), (e) => e.name, (e, t) => {
		var n = k_(), r = F(n), i = L(r, !0), a = R(r), o = L(a, !0), s = R(a), c = L(s, !0), l = L(R(s), !0);
		E(n), z((e, n, r) => {
			q(i, V(t).name), q(o, e), q(c, n), q(l, r);
		}, [
			() => $(V(t).mine, 5),
			() => $(V(t).best, 5),
			() => $(V(t).gap, 2)
		]), K(e, n);
	});
	var te = R(ee), ne = R(F(te)), re = L(ne, !0), ie = R(ne), ae = L(ie, !0), oe = L(R(ie), !0);
	E(te), E(T), E(x);
	var se = R(x, 2), ce = (e) => {
		var t = A_(), n = L(t);
		z(() => q(n, `and ${V(s) ?? ""} more weight${V(s) === 1 ? "" : "s"}`)), K(e, t);
	};
	J(se, (e) => {
		V(s) > 0 && e(ce);
	}), E(b);
	var le = R(b, 2), ue = (e) => {
		var t = j_(), n = L(t, !0);
		z(() => q(n, V(a))), K(e, t);
	};
	J(le, (e) => {
		V(a) && e(ue);
	});
	var de = R(le, 2), fe = (e) => {
		w_(e, { what: "The times of the solvers are measured by" });
	};
	J(de, (e) => {
		Js.alone && e(fe);
	});
	var pe = R(de, 2), me = (e) => {
		var t = N_(), r = I(t), i = F(r);
		let a;
		var o = R(F(i));
		Y(o, 21, () => V(n).rows, (e) => e.solver, (e, t) => {
			var r = M_();
			let i;
			var a = F(r), o = L(a, !0), s = R(a), c = L(s, !0), l = R(s), u = L(l, !0), d = L(R(l), !0);
			E(r), z((e, a, s) => {
				i = _o(r, 1, "svelte-1f1hu52", null, i, { advised: V(t).solver === V(n).advised }), q(o, V(t).solver), q(c, e), q(u, a), q(d, s);
			}, [
				() => m(V(t).seconds),
				() => V(t).status === "skipped" ? "" : h(V(t).error),
				() => du(V(t).passes)
			]), K(e, r);
		}), E(o), E(i), E(r);
		var s = R(r, 2), c = L(s, !0);
		Bu(R(s, 2), { get text() {
			return V(n).verdict;
		} }), z(() => {
			a = _o(i, 1, "svelte-1f1hu52", null, a, { stale: V(l) }), q(c, V(l) ? "Measured on the previous data. Measure again for these." : V(n).verdict);
		}), K(e, t);
	};
	J(pe, (e) => {
		V(n) && e(me);
	}), E(g), ps(g, (e) => P(d, e), () => V(d)), z((e, n, r) => {
		q(w, `epoch ${t.lab.epoch ?? ""}`), q(re, e), q(ae, n), q(oe, r);
	}, [
		() => $(t.lab.currentLoss, 5),
		() => $(t.lab.spectrum?.minLoss ?? NaN, 5),
		() => $(V(c), 2)
	]), K(e, g), A();
}
Pi(["click"]), Q(), Z(), vm(), lm(), Th();
var I_ = /* @__PURE__ */ Ji("<line></line>"), L_ = /* @__PURE__ */ Ji("<path class=\"dots svelte-1ym4qu1\"></path><!><line></line>", 1);
function R_(e, t) {
	k(t, !0);
	let n = Es(t, "column", 3, 0), r = Es(t, "height", 3, 190), i = /* @__PURE__ */ j(() => t.data), a = /* @__PURE__ */ j(() => V(i).columns[n()]), o = /* @__PURE__ */ j(() => Math.max(1, Math.ceil(V(a).length / 400))), s = /* @__PURE__ */ j(() => t.yDomain ?? nm(...rm(V(i).y))), c = /* @__PURE__ */ j(() => ({
		domain: nm(...rm(V(a))),
		title: V(i).names[n()],
		count: 3
	})), l = /* @__PURE__ */ j(() => ({
		domain: V(s),
		title: V(i).target,
		count: 3
	}));
	function u(e) {
		let t = "";
		for (let n = 0; n < V(a).length; n += V(o)) t += `M${e.x(V(a)[n]).toFixed(1)},${e.y(V(i).y[n]).toFixed(1)}h0`;
		return t;
	}
	function d(e, t) {
		let [r, a] = t.x.domain, o = Sh(V(i).columns, e, n());
		return {
			x1: t.x(r),
			y1: t.y(o(r)),
			x2: t.x(a),
			y2: t.y(o(a))
		};
	}
	dm(e, {
		get x() {
			return V(c);
		},
		get y() {
			return V(l);
		},
		get height() {
			return r();
		},
		get label() {
			return t.label;
		},
		children: (e, n = x) => {
			var r = L_(), i = I(r), a = R(i), o = (e) => {
				var r = I_();
				Fo(r, (e) => ({
					class: "closed",
					...e
				}), [() => d(t.closedForm, n())], void 0, void 0, "svelte-1ym4qu1"), K(e, r);
			};
			J(a, (e) => {
				t.closedForm && e(o);
			}), Fo(R(a), (e) => ({
				class: "fit",
				...e
			}), [() => d(t.weights, n())], void 0, void 0, "svelte-1ym4qu1"), z((e) => X(i, "d", e), [() => u(n())]), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
// src/lib/model.ts
function z_(e, t, n) {
	e.predict(e.problem.rows, t, n);
	let { target: r } = e;
	for (let e = 0; e < n.length; e++) n[e] -= r[e];
}
function B_(e, t) {
	let n = new Float64Array(e.target.length);
	return z_(e, t, n), e.loss(n, t);
}
function V_(e, t) {
	let n = new Float64Array(e.target.length), r = new Float64Array(e.size);
	return z_(e, t, n), e.gradient(n, t, r), r;
}
var H_ = t((() => {}));
// src/lib/descent.ts
function U_(e, t, n, r, i) {
	let a = e.size, o = Zl[i], s = new Float64Array((n + 1) * a), c = new Float64Array(n + 1), l = Float64Array.from(e.fromUserUnits(r)), u = new Float64Array(e.target.length), d = new Float64Array(a), f = $l(a), p = Ql(i), m = p ? t / (1 - p.beta) : (e) => t / f.divisors[e];
	for (let r = 0; s.set(l, r * a), z_(e, l, u), c[r] = e.loss(u, l), r !== n; r++) {
		e.gradient(u, l, d), f.updates++;
		for (let e = 0; e < a; e++) l[e] -= t * o.direction(d[e], f, e);
		e.afterUpdate?.(l, m);
	}
	let h = p || n === 0 ? null : f.divisors;
	return {
		epochs: n,
		p: a,
		own: s,
		weights: K_(e, s),
		losses: c,
		divisors: h
	};
}
function W_(e, t) {
	return e.weights.subarray(t * e.p, (t + 1) * e.p);
}
function G_(e, t) {
	return e.own.subarray(t * e.p, (t + 1) * e.p);
}
function K_(e, t) {
	if (e.problem.units === null) return t;
	let n = new Float64Array(t.length);
	for (let r = 0; r < t.length; r += e.size) n.set(e.inUserUnits(t.subarray(r, r + e.size)), r);
	return n;
}
var q_ = t((() => {
	H_(), eu();
}));
// src/compare.ts
function J_(e, t) {
	let n = hc(e.equivalent, e.n, t.loss), r = t.standardize ? gc(n) : n, i = t.start?.length === e.weight_names.length && t.start ? t.start : e.lr_start;
	return U_(yc(r), t.lr, t.epochs, i, t.rule);
}
function Y_(e, t) {
	let n = Oc(hc(e.equivalent, e.n, t.loss));
	return {
		data: e,
		run: J_(e, t),
		closedForm: Array.from(n.optimum),
		floor: n.minLoss
	};
}
var X_ = t((() => {
	q_(), Dc(), Gc();
}));
X_(), Q(), Z(), fc(), Ju(), lm(), Gm(), q_(), Su();
var Z_ = /* @__PURE__ */ W("<p> </p>"), Q_ = /* @__PURE__ */ W("<div><h3 class=\"svelte-ivnql5\"> </h3> <!> <dl class=\"svelte-ivnql5\"><dt class=\"svelte-ivnql5\">slope, intercept</dt> <dd class=\"descent svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">closed form</dt> <dd class=\"closed svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">loss and floor</dt> <dd class=\"svelte-ivnql5\"> <span class=\"closed svelte-ivnql5\"> </span></dd></dl></div>"), $_ = /* @__PURE__ */ W("<!> <div class=\"row svelte-ivnql5\"></div>", 1);
function ev(e, t) {
	k(t, !0);
	let n = [1, 10], r = /* @__PURE__ */ j(() => t.lab.descriptor.kind === "lesson" ? t.lab.descriptor : Um), i = /* @__PURE__ */ j(() => JSON.stringify({
		...V(r),
		noise: 0
	})), a = /* @__PURE__ */ N([]), o = /* @__PURE__ */ N("");
	vr(() => {
		let e = JSON.parse(V(i)), t = new AbortController();
		return Promise.all(n.map((n) => ac({
			...e,
			noise: n
		}, t.signal))).then((e) => {
			P(a, e), P(o, "");
		}).catch((e) => {
			e instanceof tc && P(o, e.message, !0);
		}), () => t.abort();
	});
	let s = /* @__PURE__ */ j(() => {
		let e = t.lab.runSettings();
		return t.lab.descriptor.kind === "lesson" ? e : {
			...e,
			lr: .01,
			loss: "mse",
			standardize: !1,
			start: null
		};
	}), c = /* @__PURE__ */ j(() => V(a).map((e) => Y_(e, V(s)))), l = /* @__PURE__ */ j(() => V(a).length ? nm(...rm(V(a).flatMap((e) => e.y))) : [0, 1]), u = (e) => {
		let n = Math.min(t.lab.epoch, e.run.epochs);
		return {
			weights: W_(e.run, n),
			loss: e.run.losses[n]
		};
	}, d = /* @__PURE__ */ j(() => V(c).some((e) => !(u(e).loss <= 1e3 * e.run.losses[0]))), f = /* @__PURE__ */ j(() => V(d) ? "Both runs diverge: the limit on the learning rate depends on x alone, not on the noise." : "The slope hardly changes. The floor of the loss is about the square of the noise, and no learning rate gets below it."), p = /* @__PURE__ */ j(() => V(c).map((e, t) => `Noise ${n[t]}: loss ${$(u(e).loss)}, floor ${$(e.floor)}`).join("; "));
	{
		let r = /* @__PURE__ */ j(() => t.lab.hidden.has("rate") ? "same learning rate" : `learning rate ${uu(V(s).lr)}`), i = /* @__PURE__ */ j(() => V(f));
		Wu(e, {
			title: "Little noise, much noise",
			get text() {
				return V(p);
			},
			get note() {
				return `The lesson's data with the same seed, at the ${V(r) ?? ""}. ${V(i) ?? ""}`;
			},
			children: (e, r) => {
				var i = $_(), a = I(i), s = (e) => {
					var t = Z_(), n = L(t, !0);
					z(() => q(n, V(o))), K(e, t);
				};
				J(a, (e) => {
					V(o) && e(s);
				});
				var d = R(a, 2);
				Y(d, 21, () => V(c), Aa, (e, r, i) => {
					let a = /* @__PURE__ */ j(() => u(V(r)));
					var o = Q_(), s = F(o), c = L(s), d = R(s, 2);
					{
						let e = /* @__PURE__ */ j(() => t.lab.closedForm ? V(r).closedForm : null);
						R_(d, {
							get data() {
								return V(r).data;
							},
							get weights() {
								return V(a).weights;
							},
							get closedForm() {
								return V(e);
							},
							get yDomain() {
								return V(l);
							},
							height: 240,
							get label() {
								return `Line with noise ${n[i] ?? ""}`;
							}
						});
					}
					var f = R(d, 2), p = R(F(f), 2), m = L(p), h = R(p, 4), g = L(h), _ = R(h, 4), v = F(_), y = L(R(v), !0);
					E(_), E(f), E(o), z((e, t, r, a, o, s) => {
						q(c, `noise ${n[i] ?? ""}`), q(m, `${e ?? ""}, ${t ?? ""}`), q(g, `${r ?? ""}, ${a ?? ""}`), q(v, `${o ?? ""}, `), q(y, s);
					}, [
						() => $(V(a).weights[0]),
						() => $(V(a).weights[1]),
						() => $(V(r).closedForm[0]),
						() => $(V(r).closedForm[1]),
						() => $(V(a).loss),
						() => $(V(r).floor)
					]), K(e, o);
				}), E(d), K(e, i);
			},
			$$slots: { default: !0 }
		});
	}
	A();
}
Q(), Z(), Ju(), lm(), Th(), q_(), Su();
var tv = /* @__PURE__ */ W("<div><button class=\"button quiet svelte-114104q\"> </button> <span class=\"svelte-114104q\"> </span> <!></div>"), nv = /* @__PURE__ */ W("<div class=\"frame svelte-114104q\"><div class=\"row svelte-114104q\"></div></div>");
function rv(e, t) {
	k(t, !0);
	let n = [
		0,
		5,
		50,
		200
	], r = /* @__PURE__ */ j(() => {
		let { run: e } = t.lab;
		return e ? n.filter((t) => t <= e.epochs).map((t) => ({
			epoch: t,
			weights: W_(e, t),
			loss: e.losses[t]
		})) : [];
	}), i = /* @__PURE__ */ j(() => {
		if (!t.lab.data) return [0, 1];
		let [e, n] = rm(t.lab.data.y), r = rm(_h(t.lab.data.columns, t.lab.startWeights));
		return nm(Math.max(Math.min(e, r[0]), e - (n - e)), Math.min(Math.max(n, r[1]), n + (n - e)));
	}), a = /* @__PURE__ */ j(() => {
		let e = (t.lab.data?.columns ?? []).map((e, n) => {
			let [r, i] = rm(e);
			return Math.abs((t.lab.best?.[n] ?? 0) * (i - r));
		});
		return Math.max(0, e.indexOf(Math.max(...e)));
	}), o = /* @__PURE__ */ j(() => V(r).map((e) => `Loss ${$(e.loss)} at epoch ${e.epoch}`).join(", "));
	{
		let n = /* @__PURE__ */ j(() => (t.lab.data?.columns.length ?? 1) > 1 ? `The prediction along ${t.lab.data?.names[V(a)]}, with the other features at their means.` : "");
		Wu(e, {
			title: "Snapshots",
			get text() {
				return V(o);
			},
			get note() {
				return V(n);
			},
			children: (e, n) => {
				var o = nv(), s = F(o);
				let c;
				Y(s, 21, () => V(r), (e) => e.epoch, (e, n) => {
					var r = G(), o = I(r), s = (e) => {
						var r = tv(), o = F(r), s = L(o), c = R(o, 2), l = L(c);
						R_(R(c, 2), {
							get data() {
								return t.lab.data;
							},
							get weights() {
								return V(n).weights;
							},
							get column() {
								return V(a);
							},
							get yDomain() {
								return V(i);
							},
							get label() {
								return `The line at epoch ${V(n).epoch ?? ""}`;
							}
						}), E(r), z((e) => {
							q(s, `epoch ${V(n).epoch ?? ""}`), q(l, `loss ${e ?? ""}`);
						}, [() => $(V(n).loss)]), U("click", o, () => t.lab.jump(V(n).epoch)), K(e, r);
					};
					J(o, (e) => {
						t.lab.data && e(s);
					}), K(e, r);
				}), E(s), E(o), z(() => c = bo(s, "", c, { "--count": V(r).length })), K(e, o);
			},
			$$slots: { default: !0 }
		});
	}
	A();
}
Pi(["click"]), Q(), Z();
var iv = /* @__PURE__ */ W("<section id=\"compare\" aria-label=\"Compare\" class=\"svelte-v414jo\"><header><h2>Compare</h2> <p class=\"lede\">One run alone says little about its learning rate, the noise, or its cost. Compare it with others.</p></header> <div class=\"grid svelte-v414jo\"><!> <!> <!> <!></div></section>");
function av(e, t) {
	k(t, !0);
	var n = iv(), r = R(F(n), 2), i = F(r), a = (e) => {
		S_(e, {
			get lab() {
				return t.lab;
			},
			height: 370
		});
	}, o = /* @__PURE__ */ j(() => t.lab.closedRule && t.lab.shows("sweep"));
	J(i, (e) => {
		V(o) && e(a);
	});
	var s = R(i, 2);
	F_(s, { get lab() {
		return t.lab;
	} });
	var c = R(s, 2);
	rv(c, { get lab() {
		return t.lab;
	} }), ev(R(c, 2), { get lab() {
		return t.lab;
	} }), E(r), E(n), K(e, n), A();
}
Q(), Z(), Su(), zu();
var ov = /* @__PURE__ */ W("<span class=\"short svelte-m3ojnd\" aria-hidden=\"true\"> </span>"), sv = /* @__PURE__ */ W("<span> </span><!>", 1), cv = /* @__PURE__ */ W("<p class=\"notice svelte-m3ojnd\" role=\"status\"> </p>"), lv = /* @__PURE__ */ W("<div><label class=\"svelte-m3ojnd\"><!></label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" spellcheck=\"false\" class=\"svelte-m3ojnd\"/> <!></div>");
function uv(e, t) {
	let n = Xi();
	k(t, !0);
	let r = Es(t, "word", 3, ""), i = Es(t, "short", 3, ""), a = Es(t, "whole", 3, !1), o = Es(t, "wide", 3, !1), s = /* @__PURE__ */ N("");
	function c(e) {
		let t = String(e), n = e.toExponential();
		return t.length > 8 && n.length < t.length ? n : t;
	}
	function l(e) {
		let n = e.value.trim().replace("−", "-").replace(",", "."), r = n === "" ? NaN : Number(n);
		if (Number.isFinite(r) && r <= 0 && t.limits[0] > 0 && !a()) P(s, `${t.label} must be above 0: ${uu(t.value, 12)} is kept.`);
		else if (Number.isFinite(r)) {
			let e = Math.min(Math.max(a() ? Math.round(r) : r, t.limits[0]), t.limits[1]);
			P(s, e === r ? "" : `${t.label} must be a ${a() ? "whole " : ""}number from ${uu(t.limits[0], 12)} to ${uu(t.limits[1], 12)}: ${uu(e, 12)} is used.`, !0), t.onchange(e);
		} else P(s, `“${e.value.slice(0, 20)}” is not a number: ${uu(t.value, 12)} is kept.`);
		e.value = c(t.value);
	}
	var u = lv();
	let d;
	var f = F(u);
	Iu(F(f), {
		get name() {
			return r();
		},
		children: (e, n) => {
			var r = sv(), a = I(r);
			let o;
			var s = L(a, !0), c = R(a), l = (e) => {
				var t = ov(), n = L(t, !0);
				z(() => q(n, i() === "-" ? "" : i())), K(e, t);
			};
			J(c, (e) => {
				i() && e(l);
			}), z(() => {
				o = _o(a, 1, "svelte-m3ojnd", null, o, { full: i() }), q(s, t.label);
			}), K(e, r);
		},
		$$slots: { default: !0 }
	}), E(f);
	var p = R(f, 2);
	jo(p);
	var m = R(p, 2), h = (e) => {
		var t = cv(), r = L(t, !0);
		z(() => {
			X(t, "id", `${n}-notice`), q(r, V(s));
		}), K(e, t);
	};
	J(m, (e) => {
		V(s) && e(h);
	}), E(u), z((e) => {
		d = _o(u, 1, "field svelte-m3ojnd", null, d, {
			wide: o(),
			alone: i() === "-"
		}), X(f, "for", n), X(p, "id", n), X(p, "aria-label", i() ? t.label : void 0), Mo(p, e), X(p, "aria-describedby", V(s) ? `${n}-notice` : void 0);
	}, [() => c(t.value)]), U("change", p, (e) => l(e.currentTarget)), U("keydown", p, (e) => e.key === "Enter" && l(e.currentTarget)), K(e, u), A();
}
Pi(["change", "keydown"]), Q(), Z(), Gm(), Hl(), Ym();
var dv = /* @__PURE__ */ W("<button class=\"button svelte-bcjnsc\"> </button>"), fv = /* @__PURE__ */ W("<button class=\"button svelte-bcjnsc\">the lesson</button>"), pv = /* @__PURE__ */ W("<div class=\"presets svelte-bcjnsc\" role=\"group\" aria-label=\"Data sets\"><!> <!> <!> <!></div>"), mv = /* @__PURE__ */ W("<!> <!> <!> <!> <!>", 1), hv = /* @__PURE__ */ W("<!> <!>", 1), gv = /* @__PURE__ */ W("<p class=\"about svelte-bcjnsc\"> </p>"), _v = /* @__PURE__ */ W("<p class=\"about svelte-bcjnsc\"> </p> <p class=\"about svelte-bcjnsc\"> </p> <!> <!>", 1), vv = /* @__PURE__ */ W("<div class=\"group svelte-bcjnsc\"><h2 class=\"small\">Data</h2> <!> <!></div>");
function yv(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7), r = [
		{
			name: "collinear",
			text: "collinear"
		},
		{
			name: "badly-scaled",
			text: "badly scaled"
		},
		{
			name: "large-n",
			text: "large n"
		},
		{
			name: "large-d",
			text: "large d"
		}
	], i = /* @__PURE__ */ j(() => n().data && n().descriptor.kind === "example" ? n().descriptor : null), a = /* @__PURE__ */ j(() => n().data && n().descriptor.kind === "lesson" ? n().descriptor : null), o = (e) => e.replace(/^.*[/\\](?=.)/, "");
	async function s() {
		await n().load(Um) && n().takeUsualRate();
	}
	let c = /* @__PURE__ */ j(() => n().isLine ? [] : Object.entries(Wm).filter(([, { target: e }]) => e === Vl[n().model].target || e === "two classes" && Vl[n().model].target === "classes")), u = (e) => n().load({
		kind: "example",
		points: e,
		n: 100,
		seed: 0
	}, { advisedRate: !0 });
	function d(e) {
		if (!V(a)) return;
		let t = {
			...V(a),
			...e
		};
		t.low >= t.high ? n().notices = [`The x-range from ${t.low} to ${t.high} is empty: the old range is kept.`] : n().load(t);
	}
	var f = vv(), p = R(F(f), 2), m = (e) => {
		var t = pv(), d = F(t);
		Y(d, 17, () => V(c), ([e, { text: t }]) => e, (e, t) => {
			var n = /* @__PURE__ */ j(() => l(V(t), 2));
			let r = () => V(n)[0], a = () => V(n)[1].text;
			var o = dv(), s = L(o, !0);
			z(() => {
				X(o, "aria-pressed", V(i)?.points === r()), q(s, a());
			}), U("click", o, () => u(r())), K(e, o);
		});
		var f = R(d, 2), p = (e) => {
			var t = fv();
			z(() => X(t, "aria-pressed", V(a) !== null)), U("click", t, s), K(e, t);
		};
		J(f, (e) => {
			Vl[n().model].target === "number" && e(p);
		});
		var m = R(f, 2), h = (e) => {
			var t = dv(), r = L(t, !0);
			z((e) => {
				X(t, "aria-pressed", n().descriptor.kind === "file"), X(t, "title", n().file.name), q(r, e);
			}, [() => o(n().file.name)]), U("click", t, () => n().load({ kind: "file" }, { advisedRate: !0 })), K(e, t);
		};
		J(m, (e) => {
			n().file && e(h);
		}), Y(R(m, 2), 17, () => n().isLine ? r : [], (e) => e.name, (e, t) => {
			var r = dv(), i = L(r, !0);
			z(() => {
				X(r, "aria-pressed", n().descriptor.kind === "case" && n().descriptor.case === V(t).name), q(i, V(t).text);
			}), U("click", r, () => n().load({
				kind: "case",
				case: V(t).name
			}, { advisedRate: !0 })), K(e, r);
		}), E(t), K(e, t);
	}, h = /* @__PURE__ */ j(() => n().shows("presets"));
	J(p, (e) => {
		V(h) && e(m);
	});
	var g = R(p, 2), _ = (e) => {
		var t = mv(), n = I(t);
		uv(n, {
			label: "Points n",
			get value() {
				return V(a).n;
			},
			get limits() {
				return Km.n;
			},
			whole: !0,
			onchange: (e) => d({ n: e })
		});
		var r = R(n, 2);
		uv(r, {
			label: "Noise",
			word: "noise",
			get value() {
				return V(a).noise;
			},
			get limits() {
				return Km.noise;
			},
			onchange: (e) => d({ noise: e })
		});
		var i = R(r, 2);
		uv(i, {
			label: "x from",
			get value() {
				return V(a).low;
			},
			get limits() {
				return Km.range;
			},
			onchange: (e) => d({ low: e })
		});
		var o = R(i, 2);
		uv(o, {
			label: "x to",
			get value() {
				return V(a).high;
			},
			get limits() {
				return Km.range;
			},
			onchange: (e) => d({ high: e })
		}), uv(R(o, 2), {
			label: "Seed",
			word: "seed",
			get value() {
				return V(a).seed;
			},
			get limits() {
				return Km.seed;
			},
			whole: !0,
			onchange: (e) => d({ seed: e })
		}), K(e, t);
	}, v = (e) => {
		var t = _v(), r = I(t), a = L(r, !0), o = R(r, 2), s = L(o), c = R(o, 2), l = (e) => {
			var t = hv(), r = I(t);
			uv(r, {
				label: "Rows n",
				get value() {
					return V(i).n;
				},
				get limits() {
					return Km.example;
				},
				whole: !0,
				onchange: (e) => void n().load({
					...V(i),
					n: e
				})
			}), uv(R(r, 2), {
				label: "Seed",
				word: "seed",
				get value() {
					return V(i).seed;
				},
				get limits() {
					return Km.seed;
				},
				whole: !0,
				onchange: (e) => void n().load({
					...V(i),
					seed: e
				})
			}), K(e, t);
		};
		J(c, (e) => {
			V(i) && e(l);
		});
		var u = R(c, 2), d = (e) => {
			var t = gv(), r = L(t, !0);
			z(() => q(r, n().data.left_out)), K(e, t);
		};
		J(u, (e) => {
			n().data.left_out && e(d);
		}), z((e) => {
			q(a, n().data.source), q(s, `${e ?? ""} rows, ${n().data.names.length ?? ""} feature${n().data.names.length === 1 ? "" : "s"}`);
		}, [() => n().data.n.toLocaleString("en-US")]), K(e, t);
	};
	J(g, (e) => {
		V(a) ? e(_) : n().data && e(v, 1);
	}), E(f), z(() => X(f, "aria-busy", n().loading)), K(e, f), A();
}
Pi(["click"]), Q(), Z(), zu();
var bv = /* @__PURE__ */ W("<option> </option>"), xv = /* @__PURE__ */ W("<div class=\"field svelte-1hswkl6\"><label class=\"svelte-1hswkl6\"><!></label> <select></select></div>");
function Sv(e, t) {
	let n = Xi();
	k(t, !0);
	let r = Es(t, "word", 3, ""), i = Es(t, "value", 15);
	var a = xv(), o = F(a);
	Iu(F(o), {
		get name() {
			return r();
		},
		children: (e, n) => {
			Re();
			var r = Yi();
			z(() => q(r, t.label)), K(e, r);
		},
		$$slots: { default: !0 }
	}), E(o);
	var s = R(o, 2);
	Y(s, 21, () => t.choices, (e) => e.value, (e, t) => {
		var n = bv(), r = L(n, !0), i = {};
		z(() => {
			q(r, V(t).text), i !== (i = V(t).value) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), E(s), Eo(s), E(a), z(() => {
		X(o, "for", n), X(s, "id", n);
	}), Do(s, i), K(e, a), A();
}
Q(), Z(), Hl(), Su(), Ym();
var Cv = /* @__PURE__ */ W("<input type=\"range\" aria-label=\"Penalty alpha, logarithmic\" class=\"svelte-1lkzr7h\"/>"), wv = /* @__PURE__ */ W("<!> <!>", 1), Tv = /* @__PURE__ */ W("<div class=\"group svelte-1lkzr7h\"><h2 class=\"small\">Model</h2> <!> <!></div>");
function Ev(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7), r = Object.entries(Vl).map(([e, { text: t }]) => ({
		value: e,
		text: t
	})), i = {
		alpha: {
			label: "Penalty alpha",
			word: "penalty"
		},
		l1_ratio: {
			label: "Share of L1",
			word: "share of L1"
		},
		delta: {
			label: "Delta",
			word: "Huber threshold"
		},
		hidden: {
			label: "Hidden units",
			word: "hidden units"
		}
	}, a = .05, o = /* @__PURE__ */ j(() => Vl[n().model].takes), s = /* @__PURE__ */ j(() => n().alpha > 0 ? Jm(Math.log10(n().alpha), [-3, 2]) : -3.05);
	function c(e) {
		n().alpha = e < -3 ? 0 : Number((10 ** e).toPrecision(2));
	}
	let l = (e) => n().runSettings()[e];
	function u(e, t) {
		e === "hidden" ? (n().hidden_units = t, n().start = null) : n()[e] = t;
	}
	var d = Tv(), f = R(F(d), 2), p = () => n().model, m = (e) => void n().choose(e);
	Sv(f, {
		label: "Train a",
		get choices() {
			return r;
		},
		get value() {
			return p();
		},
		set value(e) {
			m(e);
		}
	}), Y(R(f, 2), 16, () => V(o), (e) => e, (e, t) => {
		var r = wv(), o = I(r);
		{
			let e = /* @__PURE__ */ j(() => l(t)), n = /* @__PURE__ */ j(() => t === "hidden");
			uv(o, Ts(() => i[t], {
				get value() {
					return V(e);
				},
				get limits() {
					return Km[t];
				},
				get whole() {
					return V(n);
				},
				onchange: (e) => u(t, e)
			}));
		}
		var d = R(o, 2), f = (e) => {
			var t = Cv();
			jo(t), X(t, "min", -3.05), X(t, "max", 2), X(t, "step", a);
			let r;
			z((e) => {
				Mo(t, V(s)), X(t, "aria-valuetext", e), r = bo(t, "", r, { "--here": (V(s) - -3 + a) / 5.05 });
			}, [() => uu(n().alpha)]), U("input", t, (e) => c(Number(e.currentTarget.value))), K(e, t);
		};
		J(d, (e) => {
			t === "alpha" && e(f);
		}), K(e, r);
	}), E(d), K(e, d), A();
}
Pi(["input"]), Q(), Z(), a_(), Su(), y_(), Ym();
var Dv = /* @__PURE__ */ W("<span class=\"mark advised svelte-1oblhsl\" aria-hidden=\"true\"></span>"), Ov = /* @__PURE__ */ W("<span class=\"mark limit svelte-1oblhsl\" aria-hidden=\"true\"></span> <!>", 1), kv = /* @__PURE__ */ W("<span class=\"svelte-1oblhsl\"><button class=\"button quiet advised svelte-1oblhsl\"> <i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i></button></span>"), Av = /* @__PURE__ */ W("<button class=\"button quiet limit svelte-1oblhsl\"><i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i> </button>"), jv = /* @__PURE__ */ W("<div class=\"rate svelte-1oblhsl\"><!> <div><input type=\"range\" step=\"0.005\" aria-label=\"Learning rate, logarithmic\" class=\"svelte-1oblhsl\"/> <!></div> <div class=\"marks svelte-1oblhsl\"><!> <!></div></div>");
function Mv(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.limit), r = /* @__PURE__ */ j(() => t.lab.shows("limits") && t.lab.limitThere !== null), i = /* @__PURE__ */ j(() => t.lab.diagnosis && V(n) < Infinity ? t.lab.diagnosis.advised : Infinity), a = /* @__PURE__ */ j(() => t.lab.limitThere?.at ?? ""), o = /* @__PURE__ */ N(null), s = /* @__PURE__ */ j(() => V(o) ?? Kg(V(n), t.lab.lr)), c = (e) => Math.min(1, Math.max(0, (Math.log10(e) - V(s)[0]) / (V(s)[1] - V(s)[0]))), l = (e) => t.lab.setRate(Number((10 ** e).toPrecision(3)));
	var u = jv(), d = F(u);
	uv(d, {
		label: "Learning rate",
		short: "Rate",
		word: "learning rate",
		get value() {
			return t.lab.lr;
		},
		get limits() {
			return Km.lr;
		},
		onchange: (e) => t.lab.setRate(e),
		wide: !0
	});
	var f = R(d, 2);
	let p, m;
	var h = F(f);
	jo(h);
	var g = R(h, 2), _ = (e) => {
		var n = Ov(), r = R(I(n), 2), i = (e) => {
			K(e, Dv());
		};
		J(r, (e) => {
			t.lab.closedRule && e(i);
		}), K(e, n);
	};
	J(g, (e) => {
		V(r) && e(_);
	}), E(f);
	var v = R(f, 2);
	let y;
	var b = F(v), x = (e) => {
		var n = kv(), r = F(n), a = F(r);
		Re(), E(r), E(n), z((e, t) => {
			r.disabled = e, q(a, `advised ${t ?? ""}`);
		}, [() => !Number.isFinite(V(i)), () => __(V(i))]), U("click", r, () => t.lab.setRate(V(i))), K(e, n);
	}, S = /* @__PURE__ */ j(() => t.lab.closedRule && t.lab.shows("limits"));
	J(b, (e) => {
		V(S) && e(x);
	});
	var C = R(b, 2), w = (e) => {
		var r = Av(), i = R(F(r));
		E(r), z((e, t) => {
			r.disabled = e, q(i, `limit ${t ?? ""} ${V(a) ?? ""}`);
		}, [() => !Number.isFinite(V(n)), () => __(V(n))]), U("click", r, () => t.lab.setRate(qg(V(n), 4))), K(e, r);
	};
	J(C, (e) => {
		V(r) && e(w);
	}), E(v), E(u), z((e, t, n, i, a, o) => {
		p = _o(f, 1, "track svelte-1oblhsl", null, p, { limited: V(r) }), m = bo(f, "", m, {
			"--here": e,
			"--limit": t,
			"--advised": n
		}), X(h, "min", V(s)[0]), X(h, "max", V(s)[1]), Mo(h, i), X(h, "aria-valuetext", a), y = bo(v, "", y, { "--here": o });
	}, [
		() => c(t.lab.lr),
		() => c(V(n)),
		() => c(V(i)),
		() => Math.log10(t.lab.lr),
		() => uu(t.lab.lr),
		() => c(V(i))
	]), U("pointerdown", h, () => P(o, V(s), !0)), U("pointerup", h, () => P(o, null)), Ni("pointercancel", h, () => P(o, null)), U("input", h, (e) => l(Number(e.currentTarget.value))), K(e, u), A();
}
Pi([
	"pointerdown",
	"pointerup",
	"input",
	"click"
]), Q(), Z(), zu();
var Nv = /* @__PURE__ */ W("<label class=\"svelte-8ton1m\"><span><!></span> <input type=\"checkbox\" role=\"switch\" class=\"svelte-8ton1m\"/></label>");
function Pv(e, t) {
	let n = Xi();
	k(t, !0);
	let r = Es(t, "word", 3, ""), i = Es(t, "checked", 15);
	var a = Nv(), o = F(a);
	Iu(F(o), {
		get name() {
			return r();
		},
		children: (e, n) => {
			Re();
			var r = Yi();
			z(() => q(r, t.label)), K(e, r);
		},
		$$slots: { default: !0 }
	}), E(o);
	var s = R(o, 2);
	jo(s), E(a), z(() => {
		X(a, "for", n), X(s, "id", n);
	}), $o(s, i), K(e, a), A();
}
Q(), Z(), Hl(), Ym();
var Fv = /* @__PURE__ */ W("<div class=\"group svelte-37zj21\"><h2 class=\"small\">Run</h2> <!> <!> <!> <!> <!> <!></div>");
function Iv(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7), r = [
		{
			value: "gd",
			text: "gradient descent"
		},
		{
			value: "momentum",
			text: "momentum 0.9"
		},
		{
			value: "nesterov",
			text: "Nesterov 0.9"
		},
		{
			value: "adam",
			text: "Adam"
		}
	], i = [
		{
			value: "0.25",
			text: "slow"
		},
		{
			value: "1",
			text: "as it opens"
		},
		{
			value: "4",
			text: "fast"
		}
	], a = [
		{
			value: "mse",
			text: "MSE, 1/n"
		},
		{
			value: "half-mse",
			text: "half MSE, 1/2n"
		},
		{
			value: "sse",
			text: "SSE, 1"
		},
		{
			value: "half-sse",
			text: "half SSE, ½"
		}
	];
	var o = Fv(), s = R(F(o), 2), c = (e) => {
		uv(e, {
			label: "Epochs",
			word: "epoch",
			get value() {
				return n().epochs;
			},
			get limits() {
				return Km.epochs;
			},
			whole: !0,
			onchange: (e) => n().setEpochs(e)
		});
	}, l = /* @__PURE__ */ j(() => n().shows("epochs"));
	J(s, (e) => {
		V(l) && e(c);
	});
	var u = R(s, 2), d = (e) => {
		var t = () => String(n().speed), r = (e) => n().speed = Number(e);
		Sv(e, {
			label: "Speed",
			get choices() {
				return i;
			},
			get value() {
				return t();
			},
			set value(e) {
				r(e);
			}
		});
	}, f = /* @__PURE__ */ j(() => n().shows("play"));
	J(u, (e) => {
		V(f) && e(d);
	});
	var p = R(u, 2), m = (e) => {
		Sv(e, {
			label: "Rule",
			word: "update rule",
			get choices() {
				return r;
			},
			get value() {
				return n().rule;
			},
			set value(e) {
				n().rule = e;
			}
		});
	}, h = /* @__PURE__ */ j(() => n().shows("rule"));
	J(p, (e) => {
		V(h) && e(m);
	});
	var g = R(p, 2), _ = (e) => {
		Sv(e, {
			label: "Loss",
			word: "loss",
			get choices() {
				return a;
			},
			get value() {
				return n().loss;
			},
			set value(e) {
				n().loss = e;
			}
		});
	}, v = /* @__PURE__ */ j(() => n().shows("loss") && Vl[n().model].squared);
	J(g, (e) => {
		V(v) && e(_);
	});
	var y = R(g, 2), b = (e) => {
		Pv(e, {
			label: "Standardize columns",
			word: "standardized feature",
			get checked() {
				return n().standardize;
			},
			set checked(e) {
				n().standardize = e;
			}
		});
	}, x = /* @__PURE__ */ j(() => n().shows("standardize"));
	J(y, (e) => {
		V(x) && e(b);
	});
	var S = R(y, 2), C = (e) => {
		{
			let t = /* @__PURE__ */ j(() => n().isLine ? "Show the closed form" : "Show the lowest loss"), r = /* @__PURE__ */ j(() => n().isLine ? "closed form" : "");
			Pv(e, {
				get label() {
					return V(t);
				},
				get word() {
					return V(r);
				},
				get checked() {
					return n().closedForm;
				},
				set checked(e) {
					n().closedForm = e;
				}
			});
		}
	}, w = /* @__PURE__ */ j(() => n().shows("closed"));
	J(S, (e) => {
		V(w) && e(C);
	}), E(o), K(e, o), A();
}
Q(), Z();
var Lv = /* @__PURE__ */ Ji("<path d=\"M4 3h3v10H4zM9 3h3v10H9z\"></path>"), Rv = /* @__PURE__ */ Ji("<path d=\"M4 2.5l9 5.5-9 5.5z\"></path>"), zv = /* @__PURE__ */ W("<div class=\"transport svelte-1liph9f\"><div class=\"epoch svelte-1liph9f\"><!></div> <input type=\"range\" min=\"0\" step=\"1\" aria-label=\"Epoch slider\" class=\"svelte-1liph9f\"/> <div class=\"buttons svelte-1liph9f\"><button class=\"button icon rewind svelte-1liph9f\" aria-label=\"Back to epoch 0 (R)\" title=\"Back to epoch 0 (R)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M3 3v10M13 3L6 8l7 5z\"></path></svg></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch back (←)\" title=\"One epoch back (←)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M11 3L4 8l7 5z\"></path></svg></button> <button class=\"button main play svelte-1liph9f\" title=\"Space\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><!></svg> <span class=\"svelte-1liph9f\"> </span></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch forward (→)\" title=\"One epoch forward (→)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M5 3l7 5-7 5z\"></path></svg></button></div></div>");
function Bv(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7);
	var r = zv(), i = F(r), a = F(i);
	{
		let e = /* @__PURE__ */ j(() => [0, n().epochs]);
		uv(a, {
			label: "Epoch",
			short: "-",
			get value() {
				return n().epoch;
			},
			get limits() {
				return V(e);
			},
			whole: !0,
			wide: !0,
			onchange: (e) => {
				n().playing = !1, n().jump(e);
			}
		});
	}
	E(i);
	var o = R(i, 2);
	jo(o);
	let s;
	var c = R(o, 2), l = F(c), u = R(l, 2), d = R(u, 2), f = F(d), p = F(f), m = (e) => {
		K(e, Lv());
	}, h = (e) => {
		K(e, Rv());
	};
	J(p, (e) => {
		n().playing ? e(m) : e(h, -1);
	}), E(f);
	var g = L(R(f, 2), !0);
	E(d);
	var _ = R(d, 2);
	E(c), E(r), z((e) => {
		X(o, "max", n().epochs), Mo(o, n().epoch), X(o, "aria-valuetext", `epoch ${n().epoch ?? ""}${e ?? ""}`), s = bo(o, "", s, { "--here": n().epochs ? n().epoch / n().epochs : 0 }), X(u, "aria-disabled", n().epoch === 0), q(g, n().playing ? "Pause" : "Play"), X(_, "aria-disabled", n().epoch >= n().epochs);
	}, [() => n().hidden.has("epochs") ? "" : ` of ${n().epochs}`]), U("input", o, (e) => {
		n().playing = !1, n().jump(Number(e.currentTarget.value));
	}), U("click", l, () => n().rewind()), U("click", u, () => n().step(-1)), U("click", d, () => n().togglePlay()), U("click", _, () => n().step(1)), K(e, r), A();
}
Pi(["input", "click"]);
// src/keys.ts
var Vv = "input, textarea, select, [contenteditable], [role=\"slider\"], [role=\"tab\"], dialog, #beside-the-lab, [role=\"application\"]";
function Hv(e, t) {
	let n = e.target instanceof Element ? e.target : null;
	if (e.ctrlKey || e.metaKey || e.altKey || n?.closest(Vv) || !t.shows("play") || e.key === " " && n?.closest("button, a, summary")) return;
	let r = Uv(e.key, t);
	r && (e.preventDefault(), r());
}
function Uv(e, t) {
	switch (e) {
		case " ": return () => t.togglePlay();
		case "ArrowLeft": return () => t.step(-1);
		case "ArrowRight": return () => t.step(1);
		case "r":
		case "R": return () => t.rewind();
		default: return null;
	}
}
Q(), Z(), zu();
var Wv = /* @__PURE__ */ W("<button class=\"button main svelte-bd7u62\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-bd7u62\"><path></path></svg> </button>"), Gv = /* @__PURE__ */ W("<section aria-label=\"Before the run\" class=\"svelte-bd7u62\"><h2> </h2> <p class=\"svelte-bd7u62\"> <!>. Say what you expect, and then watch.</p> <!></section>");
function Kv(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.isLine && t.lab.descriptor.kind === "lesson");
	var r = Gv(), i = F(r), a = L(i, !0), o = R(i, 2), s = F(o);
	Iu(R(s), {
		name: "epoch",
		children: (e, t) => {
			Re(), K(e, Yi("epochs"));
		},
		$$slots: { default: !0 }
	}), Re(), E(o);
	var c = R(o, 2), l = (e) => {
		var n = Wv(), r = F(n), i = L(r), a = R(r);
		E(n), z(() => {
			X(i, "d", t.lab.playing ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4 2.5l9 5.5-9 5.5z"), q(a, ` ${t.lab.playing ? "Pause the run" : t.lab.epoch > 0 ? "Go on" : "Play the run"}`);
		}), U("click", n, () => t.lab.togglePlay()), K(e, n);
	}, u = /* @__PURE__ */ j(() => t.lab.shows("play"));
	J(c, (e) => {
		V(u) && e(l);
	}), E(r), z((e) => {
		q(a, V(n) ? "Which will be right first, the slope or the intercept?" : "How far will the loss fall?"), q(s, `The red ${t.lab.isLine ? "line" : "curve"} is the first guess. Training moves it in ${e ?? ""} small steps, called `);
	}, [() => t.lab.hidden.has("epochs") ? "many" : t.lab.epochs]), K(e, r), A();
}
// src/theme.svelte.ts
Pi(["click"]), Z();
var qv = "downslope-theme", Jv = class {
	#e = /* @__PURE__ */ N(Gn(Yv()));
	get chosen() {
		return V(this.#e);
	}
	set chosen(e) {
		P(this.#e, e, !0);
	}
	toggle() {
		let e = matchMedia("(prefers-color-scheme: dark)").matches, t = this.chosen ? this.chosen === "dark" : e;
		this.chosen = t ? "light" : "dark";
		try {
			localStorage.setItem(qv, this.chosen);
		} catch {}
	}
};
function Yv() {
	try {
		let e = localStorage.getItem(qv);
		return e === "light" || e === "dark" ? e : void 0;
	} catch {
		return;
	}
}
var Xv = new Jv();
Q(), Z();
var Zv = /* @__PURE__ */ W("<header class=\"svelte-3e27gw\"><div class=\"name svelte-3e27gw\"><h1 class=\"svelte-3e27gw\">Downslope <em class=\"svelte-3e27gw\">lab</em></h1> <p class=\"lede svelte-3e27gw\">Linear regression with its training loop in the open: <span class=\"formula svelte-3e27gw\">w ← w − lr · ∇L(w)</span></p></div> <!> <div class=\"side svelte-3e27gw\"><span class=\"version svelte-3e27gw\"> </span> <button class=\"button quiet theme on-screen svelte-3e27gw\" aria-label=\"Light or dark theme\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-3e27gw\"><circle cx=\"8\" cy=\"8\" r=\"6.2\"></circle><path d=\"M8 1.8a6.2 6.2 0 0 1 0 12.4z\" class=\"svelte-3e27gw\"></path></svg></button></div></header>");
function Qv(e, t) {
	k(t, !0);
	var n = Zv(), r = R(F(n), 2);
	Wa(r, () => t.children ?? x);
	var i = R(r, 2), a = F(i), o = L(a, !0), s = R(a, 2);
	E(i), E(n), z(() => q(o, t.lab.version)), U("click", s, () => Xv.toggle()), K(e, n), A();
}
Pi(["click"]), Q(), Z(), Ys();
var $v = /* @__PURE__ */ W("<p class=\"bad svelte-hjwx1i\">The server has stopped. The charts still work; everything else waits until <code>downslope lab</code> runs again.</p>"), ey = /* @__PURE__ */ W("<p class=\"bad svelte-hjwx1i\"> <button class=\"button quiet\">Dismiss</button></p>"), ty = /* @__PURE__ */ W("<p> </p>"), ny = /* @__PURE__ */ W("<div class=\"svelte-hjwx1i\"><!> <!> <button class=\"button quiet\">Dismiss</button></div>"), ry = /* @__PURE__ */ W("<div class=\"notices svelte-hjwx1i\" role=\"status\"><!> <!> <!></div>");
function iy(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7), r = (e) => e.scrollIntoView({ block: "nearest" });
	var i = ry(), a = F(i), o = (e) => {
		K(e, $v());
	};
	J(a, (e) => {
		Js.stopped && e(o);
	});
	var s = R(a, 2), c = (e) => {
		var t = ey(), i = F(t), a = R(i);
		E(t), io(t, () => r), z(() => q(i, `${n().error ?? ""} `)), U("click", a, () => n().error = ""), K(e, t);
	};
	J(s, (e) => {
		n().error && e(c);
	});
	var l = R(s, 2), u = (e) => {
		var t = ny(), i = F(t);
		Y(i, 17, () => n().notices.slice(0, 5), Aa, (e, t) => {
			var n = ty(), r = L(n, !0);
			z(() => q(r, V(t))), K(e, n);
		});
		var a = R(i, 2), o = (e) => {
			var t = ty(), r = L(t);
			z(() => q(r, `${n().notices.length - 5} more values in the link were changed.`)), K(e, t);
		};
		J(a, (e) => {
			n().notices.length > 5 && e(o);
		});
		var s = R(a, 2);
		E(t), io(t, () => r), U("click", s, () => n().notices = []), K(e, t);
	};
	J(l, (e) => {
		n().notices.length && e(u);
	}), E(i), K(e, i), A();
}
Pi(["click"]), dt(), ct(), Q(), Z();
var ay = /* @__PURE__ */ W("<section aria-label=\"Predict first\" class=\"svelte-1d1fmlk\"><h2>Predict first.</h2> <p class=\"svelte-1d1fmlk\">The question beside the lab is about this run. Its result appears here once you have made a\n    prediction or skipped it.</p></section>");
function oy(e) {
	K(e, ay());
}
Q(), Z(), q_(), Su(), H_(), Dc(), zu();
var sy = /* @__PURE__ */ W("<p class=\"formula svelte-4tb71s\"> </p>"), cy = /* @__PURE__ */ W("<section class=\"svelte-4tb71s\"><header><h2>One epoch, five steps</h2> <p class=\"lede\"> </p></header> <ol class=\"svelte-4tb71s\"><li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"><!></p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <!> <!> <p class=\"numbers svelte-4tb71s\"> </p></li></ol></section>");
function ly(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.hidden.has("rate") ? "lr" : uu(t.lab.lr)), r = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	};
	function i(e) {
		let { hidden: n } = t.lab;
		return n.has("model") ? {
			predict: "ŷ = f(X, w)",
			loss: "L(ŷ, y)",
			gradient: "∇L(w)",
			after: ""
		} : n.has("loss") ? {
			...e,
			loss: "L(ŷ, y)",
			gradient: "∇L(w)"
		} : e;
	}
	let a = /* @__PURE__ */ j(() => t.lab.hidden.has("rule") ? ["w ← w − step(g)"] : {
		gd: [`w ← w − ${V(n)}·g`],
		momentum: ["v ← 0.9 v + g", `w ← w − ${V(n)}·v`],
		nesterov: ["v ← 0.9 v + g", `w ← w − ${V(n)}·(g + 0.9 v)`],
		adam: [
			"m ← 0.9 m + 0.1 g",
			"s ← 0.999 s + 0.001 g²",
			`w ← w − ${V(n)}·m̂/√ŝ`
		]
	}[t.lab.rule]), o = {
		logistic: "p₁",
		softmax: "p₁ of the class seen",
		poisson: "μ₁"
	}, s = /* @__PURE__ */ j(() => Math.min(t.lab.epoch, t.lab.run?.epochs ?? 0)), c = /* @__PURE__ */ j(() => t.lab.run ? G_(t.lab.run, V(s)) : null), l = /* @__PURE__ */ j(() => t.lab.isLine ? t.lab.problem && yc(t.lab.problem) : t.lab.trained.model), u = /* @__PURE__ */ j(() => V(l) && V(c)?.length === V(l).size ? V_(V(l), V(c)) : null), d = /* @__PURE__ */ j(() => i({
		predict: "ŷ = X w + b",
		loss: r[t.lab.loss][0],
		gradient: r[t.lab.loss][1],
		after: "",
		...t.lab.trained.formulas
	})), f = /* @__PURE__ */ j(() => t.lab.run && V(s) < t.lab.run.epochs ? G_(t.lab.run, V(s) + 1) : null), p = /* @__PURE__ */ j(() => t.lab.weightNames.map((e) => e === "intercept" ? "b" : t.lab.startMoves ? e.length > 6 ? `${e.slice(0, 5)}…` : `w_${e}` : e)), m = /* @__PURE__ */ j(() => {
		let e = V(p).length - 1;
		return V(p).length <= 3 ? V(p).map((e, t) => t) : [
			0,
			1,
			e
		];
	}), h = /* @__PURE__ */ j(() => V(p).length > 3 ? " …" : ""), g = /* @__PURE__ */ j(() => {
		let { data: e, weights: n } = t.lab;
		if (!e || !n || !V(l)) return null;
		let r = e.columns.map((e) => e[0]);
		if (!t.lab.isLine) {
			let i = t.lab.predict(r.map((e) => [e]), n), a = V(l).outputs > 1 ? V(l).target.subarray(0, V(l).outputs) : [t.lab.heights(e.y)[0]], o = V(l).outputs > 1 ? a.indexOf(1) : 0;
			return {
				prediction: i[o],
				y: a[o],
				sum: ""
			};
		}
		let i = r.reduce((e, t, r) => e + t * n[r], n[r.length]), a = r.slice(0, 2).map((e, t) => `${$(n[t])}·${$(e, 3)}`), o = r.length > 2 ? " + …" : "";
		return {
			prediction: i,
			y: e.y[0],
			sum: `${a.join(" + ")}${o} + ${$(n[r.length])}`.replaceAll("+ −", "− ")
		};
	}), _ = (e) => V(m).map((t) => `${V(p)[t]} ${$(e[t])}`).join(", ") + V(h);
	var v = G(), y = I(v), b = (e) => {
		var n = cy(), r = F(n), i = L(R(F(r), 2));
		E(r);
		var c = R(r, 2), l = F(c), p = F(l);
		Iu(F(p), {
			name: "weights",
			children: (e, t) => {
				Re(), K(e, Yi("Initialize"));
			},
			$$slots: { default: !0 }
		}), E(p);
		var m = R(p, 2), h = L(m), v = L(R(m, 2), !0);
		E(l);
		var y = R(l, 2), b = F(y);
		Iu(F(b), {
			name: "prediction",
			children: (e, t) => {
				Re(), K(e, Yi("Predict"));
			},
			$$slots: { default: !0 }
		}), E(b);
		var x = R(b, 2), S = L(x, !0), C = R(x, 2), w = F(C), T = (e) => {
			var t = Yi();
			z((e) => q(t, `ŷ₁ = ${V(g).sum ?? ""} = ${e ?? ""}`), [() => $(V(g).prediction)]), K(e, t);
		}, ee = (e) => {
			var n = Yi();
			z((e, t) => q(n, `${e ?? ""} = ${t ?? ""}`), [() => t.lab.hidden.has("model") ? "ŷ₁" : o[t.lab.model] ?? "ŷ₁", () => $(V(g).prediction)]), K(e, n);
		};
		J(w, (e) => {
			V(g).sum ? e(T) : e(ee, -1);
		}), E(C), E(y);
		var te = R(y, 2), ne = F(te);
		Iu(F(ne), {
			name: "loss",
			children: (e, t) => {
				Re(), K(e, Yi("Loss"));
			},
			$$slots: { default: !0 }
		}), E(ne);
		var re = R(ne, 2), ie = L(re), ae = L(R(re, 2));
		E(te);
		var oe = R(te, 2), se = F(oe);
		Iu(F(se), {
			name: "gradient",
			children: (e, t) => {
				Re(), K(e, Yi("Gradient"));
			},
			$$slots: { default: !0 }
		}), E(se);
		var ce = R(se, 2), le = L(ce), ue = L(R(ce, 2), !0);
		E(oe);
		var de = R(oe, 2), fe = F(de);
		Iu(F(fe), {
			name: "learning rate",
			children: (e, t) => {
				Re(), K(e, Yi("Update"));
			},
			$$slots: { default: !0 }
		}), E(fe);
		var pe = R(fe, 2);
		Y(pe, 16, () => V(a), (e) => e, (e, t) => {
			var n = sy(), r = L(n, !0);
			z(() => q(r, t)), K(e, n);
		});
		var me = R(pe, 2), he = (e) => {
			var t = sy(), n = L(t, !0);
			z(() => q(n, V(d).after)), K(e, t);
		};
		J(me, (e) => {
			V(d).after && e(he);
		});
		var ge = L(R(me, 2), !0);
		E(de), E(c), E(n), z((e, r, a, o, c, l, u) => {
			X(n, "aria-label", `The five steps at epoch ${V(s) ?? ""}`), q(i, `Epoch ${V(s) ?? ""}${e ?? ""}, with its numbers${r ?? ""}.`), q(h, `w₀ = ${t.lab.start ? "your start" : "the first guess"}`), q(v, a), q(S, V(d).predict), q(ie, `L = ${V(d).loss ?? ""}`), q(ae, `first residual ${o ?? ""}; L = ${c ?? ""}`), q(le, `g = ${V(d).gradient ?? ""}`), q(ue, l), q(ge, u);
		}, [
			() => t.lab.hidden.has("epochs") ? "" : ` of ${t.lab.epochs}`,
			() => t.lab.standardize && !t.lab.hidden.has("standardize") ? ". The loop runs on standardized columns" : "",
			() => _(t.lab.startWeights),
			() => $(V(g).prediction - V(g).y),
			() => $(t.lab.currentLoss),
			() => _(V(u)),
			() => V(f) ? _(V(f)) : "the run ends here"
		]), K(e, n);
	};
	J(y, (e) => {
		V(c) && V(u) && V(g) && t.lab.weights && e(b);
	}), K(e, v), A();
}
Q(), Z();
var uy = /* @__PURE__ */ W("<button> </button>"), dy = /* @__PURE__ */ W("<nav class=\"on-screen svelte-pal2eo\" aria-label=\"Beside the lab\"></nav>");
function fy(e, t) {
	k(t, !0);
	var n = G(), r = I(n), i = (e) => {
		var n = dy();
		Y(n, 21, () => t.panels.tabs, (e) => e.id, (e, n) => {
			let r = /* @__PURE__ */ j(() => t.panels.open && t.panels.tab === V(n).id);
			var i = uy();
			let a;
			var o = L(i, !0);
			z(() => {
				a = _o(i, 1, "button svelte-pal2eo", null, a, { shown: V(r) }), X(i, "aria-expanded", V(r)), X(i, "aria-controls", V(r) ? "beside-the-lab" : void 0), q(o, V(n).text);
			}), U("click", i, (e) => V(r) ? t.panels.close() : t.panels.show(V(n).id, e.currentTarget)), K(e, i);
		}), E(n), K(e, n);
	};
	J(r, (e) => {
		t.panels.tabs.length && e(i);
	}), K(e, n), A();
}
Pi(["click"]), Z(), sh();
var py = class {
	lab;
	#e = /* @__PURE__ */ N(!1);
	get active() {
		return V(this.#e);
	}
	set active(e) {
		P(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ N(-1);
	get chosen() {
		return V(this.#t);
	}
	set chosen(e) {
		P(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ N(null);
	get frame() {
		return V(this.#n);
	}
	set frame(e) {
		P(this.#n, e);
	}
	#r = /* @__PURE__ */ N([]);
	get before() {
		return V(this.#r);
	}
	set before(e) {
		P(this.#r, e);
	}
	held = null;
	constructor(e) {
		this.lab = e;
	}
	#i = /* @__PURE__ */ j(() => this.lab.data ? Xm(this.lab.data) : null);
	get points() {
		return V(this.#i);
	}
	set points(e) {
		P(this.#i, e);
	}
	#a = /* @__PURE__ */ j(() => this.active && this.points?.names.length === 1);
	get onChart() {
		return V(this.#a);
	}
	set onChart(e) {
		P(this.#a, e);
	}
	#o = /* @__PURE__ */ j(() => this.before.length > 0 && this.lab.descriptor.kind === "points");
	get canUndo() {
		return V(this.#o);
	}
	set canUndo(e) {
		P(this.#o, e);
	}
	start() {
		this.points && (this.active = !0);
	}
	stop() {
		this.active = !1, this.chosen = -1;
	}
	add(e) {
		if (!this.points) return;
		let t = Zm(this.points, e);
		this.change(t) && (this.chosen = t.y.length - 1);
	}
	move(e, t, n = !1) {
		this.points && (n && this.held === null && (this.held = this.points), this.chosen = e, this.change(Qm(this.points, e, t), !n));
	}
	drop() {
		this.held && this.remember(this.held), this.held = null, this.frame = null;
	}
	set(e, t, n) {
		this.points && this.change($m(this.points, e, t, n));
	}
	remove(e) {
		if (!this.points) return;
		let t = eh(this.points, e);
		this.change(t) && (this.chosen = Math.min(e, t.y.length - 1));
	}
	undo() {
		let e = this.before.at(-1);
		e && (this.before = this.before.slice(0, -1), this.chosen = -1, this.show(e));
	}
	change(e, t = !0) {
		return !this.points || e === this.points ? !1 : (t && this.remember(this.points), this.show(e), !0);
	}
	remember(e) {
		this.before = [...this.before.slice(-99), e];
	}
	show(e) {
		this.lab.take(e, th(e));
	}
};
// src/checksum.ts
function my(e) {
	let t = -1;
	for (let n of new TextEncoder().encode(e.replace(/[ \t\r\n]+/g, ""))) {
		t ^= n;
		for (let e = 0; e < 8; e += 1) t = t & 1 ? t >>> 1 ^ 3988292384 : t >>> 1;
	}
	return `crc32:${(~t >>> 0).toString(16).padStart(8, "0")}`;
}
var hy = t((() => {}));
// src/progress.svelte.ts
function gy() {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}
function _y(e) {
	if (!Ny(e, "learn")) return e;
	let { folder: t, ...n } = e.learn;
	return {
		...e,
		learn: n
	};
}
function vy(e) {
	if (e.length > Oy) throw new ky("it is larger than 4 MB");
	let t;
	try {
		t = JSON.parse(e);
	} catch {
		throw new ky(by(e));
	}
	if (!My(t) || t.format !== Ty) throw new ky("it is not marked as Downslope progress");
	if (!Number.isInteger(t.version) || t.version < 1) throw new ky("it has no version");
	if (t.version > Ey) throw new ky(`it was written by a newer Downslope, version ${String(t.version)}`);
	if (!My(t.records)) throw new ky("it has no records");
	let n = Object.fromEntries(Object.entries(t.records).map(([e, t]) => [e, Sy(e, t)])), r = Object.hasOwn(t, Dy);
	if (r && !yy(e, t[Dy])) throw new ky("its checksum does not match: it was changed after the export");
	return {
		records: n,
		isChecked: r
	};
}
function yy(e, t) {
	let n = e.lastIndexOf(`"${Dy}"`), r = e.slice(n + 8 + 2);
	return n >= 0 && /^\s*:\s*"[^"]*"\s*\}\s*$/.test(r) && t === my(e.slice(0, n));
}
function by(e) {
	return e.trim() === "" ? "it is empty" : RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${Ty}"`).test(e) ? xy(e) ? "its end is missing: it was cut off" : "it is no longer JSON: it was changed after the export" : "it is not JSON";
}
function xy(e) {
	let t = e.replace(/"(?:[^"\\]|\\.)*"/gs, "");
	return t.includes("\"") || t.split(/[{[]/).length > t.split(/[}\]]/).length;
}
function Sy(e, t) {
	if (!(e !== "__proto__" && My(t) && Object.entries(t).every(([e, t]) => e !== "__proto__" && My(t) && typeof t.at == "string"))) throw new ky(`“${e.slice(0, 40)}” does not hold records`);
	return t;
}
var Cy, wy, Ty, Ey, Dy, Oy, ky, Ay, jy, My, Ny, Py = t((() => {
	Z(), hy(), Cy = "downslope.progress", wy = "downslope.progress.aside", Ty = "downslope-progress", Ey = 1, Dy = "checksum", Oy = 4 * 2 ** 20, ky = class extends Error {}, Ay = class {
		store;
		#e = /* @__PURE__ */ N("");
		get notice() {
			return V(this.#e);
		}
		set notice(e) {
			P(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ N({});
		get records() {
			return V(this.#t);
		}
		set records(e) {
			P(this.#t, e);
		}
		inMemory = !1;
		constructor(e) {
			this.store = e, this.refresh();
		}
		get(e, t) {
			return Ny(Ny(this.records, e) ?? {}, t) ?? null;
		}
		all(e) {
			return Ny(this.records, e) ?? {};
		}
		get count() {
			return Object.values(this.records).reduce((e, t) => e + Object.keys(t).length, 0);
		}
		record(e, t, n) {
			this.refresh();
			let r = this.all(e), i = (/* @__PURE__ */ new Date()).toISOString();
			this.keep({
				...this.records,
				[e]: {
					...r,
					[t]: {
						...Ny(r, t),
						...n,
						at: i
					}
				}
			});
		}
		forget(e, t) {
			this.refresh();
			let { [t]: n, ...r } = this.all(e);
			this.keep({
				...this.records,
				[e]: r
			});
		}
		reset() {
			this.notice = "", this.keep({});
		}
		export() {
			let e = `${jy(_y(this.records)).slice(0, -2)},\n `;
			return `${e}"${Dy}": "${my(e)}"\n}`;
		}
		import(e) {
			let { records: t, isChecked: n } = vy(e);
			this.refresh();
			let r = { ...this.records }, i = 0;
			for (let [e, n] of Object.entries(_y(t))) {
				let t = { ...Ny(r, e) };
				for (let [e, r] of Object.entries(n)) {
					let n = Ny(t, e), a = !n || r.at > n.at;
					t[e] = a ? {
						...n,
						...r
					} : {
						...r,
						...n
					}, (a || Object.keys(t[e]).length > Object.keys(n).length) && (i += 1);
				}
				r[e] = t;
			}
			return this.keep(r), {
				changed: i,
				isChecked: n
			};
		}
		refresh() {
			if (this.inMemory) return;
			let e;
			try {
				e = this.store?.getItem("downslope.progress") ?? null;
			} catch {
				return this.lasts();
			}
			if (this.store === null) return this.lasts();
			if (e !== null) try {
				this.records = vy(e).records;
			} catch (t) {
				this.putAside(e, t instanceof Error ? t.message : String(t));
			}
		}
		putAside(e, t) {
			this.records = {};
			try {
				let n = (this.store?.getItem("downslope.progress.aside") ?? e) === e ? wy : `${wy}.${Date.now()}`;
				this.store?.setItem(n, e), this.store?.removeItem(Cy), this.notice = `The progress kept in this browser could not be read (${t}). It was moved to “${n}”, and a new record was started.`;
			} catch {
				this.lasts();
			}
		}
		keep(e) {
			if (this.records = e, !this.inMemory) try {
				this.store?.setItem(Cy, jy(e));
			} catch {
				this.lasts();
			}
		}
		lasts() {
			this.inMemory = !0, this.notice = "This browser does not store data for this page, so your progress lasts until you leave. Export it to keep it.";
		}
	}, jy = (e) => JSON.stringify({
		format: Ty,
		version: Ey,
		records: e
	}, null, 1), My = (e) => typeof e == "object" && !!e && !Array.isArray(e), Ny = (e, t) => Object.hasOwn(e, t) ? e[t] : void 0;
})), Fy, Iy, Ly, Ry, zy, By, Vy, Hy, Uy = t((() => {
	fc(), Fy = () => cc("lesson"), Iy = (e, t) => lc("experiment", {
		id: e,
		prediction: t
	}), Ly = (e, t) => lc("prompt", {
		id: e,
		answer: t
	}), Ry = () => cc("quiz"), zy = (e, t) => lc("quiz/pose", t === void 0 ? { id: e } : {
		id: e,
		seed: t
	}), By = (e, t, n, r) => lc("quiz/grade", {
		id: e,
		seed: t,
		answer: n,
		attempt: r
	}), Vy = (e, t, n) => lc("quiz/hint", {
		id: e,
		seed: t,
		step: n
	}), Hy = (e, t) => lc("open", {
		target: e,
		text: t
	});
}));
// src/panels/learn/setups.ts
function Wy(e) {
	let [t, n, ...r] = e.trim().split(/[\s=]+/);
	if (t !== "downslope") return null;
	if (n === "lab" && r.length === 0) return $y;
	if (n === "demo") return Ky($y, r);
	if (!tb.includes(n ?? "")) return null;
	let i = r.shift() ?? "";
	if (i === "--case") return Ky({
		verb: "compare",
		case: r.shift(),
		epochs: qm.epochs
	}, r);
	if (!/^[a-z][\w-]*$/.test(i)) return null;
	let { epochs: a } = qm;
	return rb(i) ? Ky({
		verb: "model",
		points: i,
		n: 100,
		seed: 0,
		standardize: !1,
		epochs: a
	}, r) : Ky({
		verb: "data",
		dataset: i,
		epochs: a
	}, r);
}
function Gy(e) {
	let t = Rl(ob(e));
	for (let n of Vl[ob(e)].takes) t[n] = e[n] ?? t[n];
	return t;
}
function Ky(e, t) {
	let n = { ...e };
	for (; t.length > 0;) {
		let e = t.shift() ?? "", r = ab[e] ?? eb.find((t) => e === `--${t}`);
		if (e === "--standardize") n.standardize = !0;
		else if (e === "--rule") {
			let e = t.shift() ?? "";
			if (!sb(e)) return null;
			n.rule = e;
		} else if (e === "--model") {
			let e = t.shift() ?? "";
			if (!ib(e)) return null;
			n.model = e;
		} else if (e === "--start") {
			if (n.start = t.shift()?.split(",").map(Number) ?? [], !n.start.every(Number.isFinite)) return null;
		} else if (nb.includes(e)) t.shift();
		else if (r) {
			let e = Number(t.shift()?.split(",")[0]);
			if (!Number.isFinite(e)) return null;
			n[r] = e;
		} else return null;
	}
	return n;
}
function qy(e, t) {
	let { descriptor: n } = t;
	return n.kind === "case" ? e.verb === "compare" && e.case === n.case : n.kind === "example" || e.verb === "model" ? Jy(e, t) : n.kind === "dataset" ? n.name === (e.dataset ?? e.case) : n.kind !== "lesson" || e.verb !== "train" || !ub(e) || (e.rule ?? "gd") !== "gd" && e.rule !== t.rule ? !1 : [
		"n",
		"seed",
		"low",
		"high"
	].every((t) => e[t] === n[t]) && e.lr === t.lr && (e.standardize ?? !1) === t.standardize;
}
function Jy(e, t) {
	let { descriptor: n } = t;
	if (n.kind !== "example" || e.verb !== "model" || !ub(e)) return !1;
	let r = e.points === n.points && e.n === n.n && e.seed === n.seed, i = t.runSettings(), a = Gy(e), o = Vl[t.model].takes.every((e) => i[e] === a[e]), s = cb(e) === (t.start ?? []).join() && e.lr === t.lr && (e.standardize ?? !1) === t.standardize;
	return r && ob(e) === t.model && o && s && (e.rule ?? "gd") === t.rule;
}
async function Yy(e, t) {
	let n = ub(t) ? Qy(t) : null;
	return n === null || !await e.load(n) ? !1 : (await e.recall({
		...e.runSettings(),
		model: ob(t),
		...Gy(t),
		rule: t.rule ?? "gd",
		loss: "mse",
		start: t.start ?? null,
		standardize: t.standardize ?? !1,
		lr: t.lr ?? e.lr,
		epochs: Math.min(t.epochs, Km.epochs[1])
	}), t.lr === void 0 && e.takeUsualRate(), !0);
}
async function Xy(e, t) {
	if (!await Yy(e, t)) return !1;
	let n = typeof matchMedia == "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
	return e.rewind(), n ? e.jump(e.epochs) : e.togglePlay(), !0;
}
function Zy(e, t) {
	if (e.id !== "part-two") {
		let t = e.see.filter(({ line: e }) => fb(Wy(e))), n = t.find(({ line: e }) => Wy(e)?.verb === "model") ?? t[0];
		return n ? [n.line] : [];
	}
	return ["downslope train lesson-line --lr 0.01", ...t.filter((e) => db.includes(e.id)).flatMap((e) => Zy(e, []))];
}
function Qy(e) {
	if (e.points) return {
		kind: "example",
		points: e.points,
		n: e.n ?? 100,
		seed: e.seed ?? 0
	};
	if (e.dataset) return {
		kind: "dataset",
		name: e.dataset
	};
	if (e.verb !== "compare") return pb(e);
	let t = Hm.find((t) => t === e.case);
	return t ? {
		kind: "case",
		case: t
	} : null;
}
var $y, eb, tb, nb, rb, ib, ab, ob, sb, cb, lb, ub, db, fb, pb, mb = t((() => {
	Gm(), Hl(), eu(), Ym(), $y = {
		verb: "train",
		lr: qm.lr,
		epochs: qm.epochs,
		n: Um.n,
		noise: Um.noise,
		seed: Um.seed,
		low: Um.low,
		high: Um.high,
		standardize: !1
	}, eb = [
		"lr",
		"epochs",
		"n",
		"noise",
		"seed"
	], tb = [
		"fit",
		"train",
		"sweep",
		"diagnose",
		"compare"
	], nb = ["--every", "--loss"], rb = (e) => Object.hasOwn(Wm, e), ib = (e) => Object.hasOwn(Vl, e), ab = {
		"--alpha": "alpha",
		"--l1-ratio": "l1_ratio",
		"--delta": "delta",
		"--hidden": "hidden"
	}, ob = (e) => e.model || "least-squares", sb = (e) => Object.hasOwn(Zl, e), cb = (e) => (e.start ?? []).join(), lb = (e, t) => e.verb === t.verb && (e.case ?? "") === (t.case ?? "") && e.dataset === t.dataset && e.points === t.points && cb(e) === cb(t) && ob(e) === ob(t) && Vl[ob(e)].takes.every((n) => Gy(e)[n] === Gy(t)[n]) && (e.verb !== "train" && e.verb !== "model" || [
		...eb,
		"low",
		"high",
		"standardize"
	].every((n) => e[n] === t[n]) && (e.rule ?? "gd") === (t.rule ?? "gd") && (e.batch_size ?? 0) === (t.batch_size ?? 0)), ub = (e) => e.verb !== "split" && !e.batch_size && (e.start_scale ?? 1) === 1 && ib(ob(e)) && sb(e.rule ?? "gd") && (!e.points || rb(e.points)), db = [
		"huber",
		"logistic",
		"poisson"
	], fb = (e) => e !== null && ub(e), pb = (e) => ({
		kind: "lesson",
		n: e.n ?? Um.n,
		noise: e.noise ?? Um.noise,
		seed: e.seed ?? Um.seed,
		low: e.low ?? Um.low,
		high: e.high ?? Um.high
	});
}));
Py(), Z(), fc(), Uy(), mb();
var hb = class {
	lab;
	progress;
	#e = /* @__PURE__ */ N(null);
	get lesson() {
		return V(this.#e);
	}
	set lesson(e) {
		P(this.#e, e);
	}
	#t = /* @__PURE__ */ N(null);
	get quiz() {
		return V(this.#t);
	}
	set quiz(e) {
		P(this.#t, e);
	}
	#n = /* @__PURE__ */ N("");
	get error() {
		return V(this.#n);
	}
	set error(e) {
		P(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ N("lesson");
	get view() {
		return V(this.#r);
	}
	set view(e) {
		P(this.#r, e, !0);
	}
	#i = /* @__PURE__ */ N(null);
	get sectionId() {
		return V(this.#i);
	}
	set sectionId(e) {
		P(this.#i, e, !0);
	}
	#a = /* @__PURE__ */ N(null);
	get itemId() {
		return V(this.#a);
	}
	set itemId(e) {
		P(this.#a, e, !0);
	}
	#o = /* @__PURE__ */ N(null);
	get topic() {
		return V(this.#o);
	}
	set topic(e) {
		P(this.#o, e, !0);
	}
	constructor(e, t, n = null) {
		this.lab = e, this.progress = t, this.sectionId = n;
	}
	#s = /* @__PURE__ */ j(() => this.lesson?.sections.find((e) => e.id === this.sectionId) ?? null);
	get section() {
		return V(this.#s);
	}
	set section(e) {
		P(this.#s, e);
	}
	async load() {
		this.error = "";
		try {
			this.lesson ??= await Fy();
		} catch (e) {
			this.error = nc(e);
		}
	}
	async loadQuiz() {
		this.error = "";
		try {
			this.quiz ??= (await Ry()).items;
		} catch (e) {
			this.error = nc(e);
		}
	}
	go(e) {
		this.view = "lesson", this.sectionId = e;
	}
	isRead(e) {
		return this.progress.get("section", e) !== null;
	}
	markRead(e, t = !0) {
		t ? this.progress.record("section", e, { read: !0 }) : this.progress.forget("section", e);
	}
	#c = /* @__PURE__ */ j(() => this.lesson?.sections.flatMap((e) => e.experiments) ?? []);
	get experiments() {
		return V(this.#c);
	}
	set experiments(e) {
		P(this.#c, e);
	}
	promptsOf(e) {
		let t = this.lesson?.prompts ?? [];
		return e.prompts.flatMap((e) => t.find((t) => t.id === e) ?? []);
	}
	isDone(e) {
		return typeof this.progress.get("prediction", e)?.status == "string";
	}
	isLocked(e, t) {
		return t.experiments.some((t) => !this.isDone(t.id) && lb(t.setup, e));
	}
	#l = /* @__PURE__ */ j(() => (this.view === "lesson" ? this.section?.experiments ?? [] : []).some((e) => !this.isDone(e.id) && qy(e.setup, this.lab)));
	get asks() {
		return V(this.#l);
	}
	set asks(e) {
		P(this.#l, e);
	}
	#u = /* @__PURE__ */ j(() => (this.lesson?.sections ?? []).find((e) => !this.isRead(e.id)) ?? null);
	get next() {
		return V(this.#u);
	}
	set next(e) {
		P(this.#u, e);
	}
	titleOf(e) {
		return this.lesson?.sections.find((t) => t.id === e)?.title ?? e.replaceAll("-", " ").replace(/^./, (e) => e.toUpperCase());
	}
	isRight(e) {
		return this.progress.get("quiz", e)?.correct === !0;
	}
	nextItem(e) {
		let t = (this.quiz ?? []).filter((e) => this.topic === null || e.topic === this.topic), n = t.findIndex((t) => t.id === e) + 1;
		return [...t.slice(n), ...t.slice(0, n)].find((t) => t.id !== e && !this.isRight(t.id)) ?? null;
	}
};
Z(), Is();
var gb = [
	{
		id: "learn",
		text: "Learn"
	},
	{
		id: "data",
		text: "Your data"
	},
	{
		id: "share",
		text: "Share"
	}
], _b = "downslope.panel", vb = "(min-width: 1180px)", yb = class {
	lab;
	#e = /* @__PURE__ */ N(!1);
	get open() {
		return V(this.#e);
	}
	set open(e) {
		P(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ N("learn");
	get tab() {
		return V(this.#t);
	}
	set tab(e) {
		P(this.#t, e, !0);
	}
	editor;
	progress;
	learning;
	tabs;
	opener = null;
	constructor(e, t = "") {
		this.lab = e, this.editor = new py(e), this.progress = new Ay(gy()), this.tabs = gb.filter((t) => e.shows(t.id === "data" ? "your-data" : t.id));
		let n = new URLSearchParams(t);
		this.learning = new hb(e, this.progress, n.get("section"));
		let r = bb(), i = n.get("panel") ?? r.tab;
		this.tab = this.tabs.find((e) => e.id === i)?.id ?? this.tabs[0]?.id ?? "learn";
		let a = typeof matchMedia == "function" && matchMedia("(min-width: 1180px)").matches;
		this.open = this.tabs.length > 0 && (n.has("panel") || a && r.open);
	}
	show(e, t) {
		this.opener = t ?? this.opener, this.tab = e, this.open = !0, this.remember();
	}
	close() {
		this.open = !1, this.remember(), ti().then(() => this.opener?.focus({ preventScroll: !0 }));
	}
	reveal() {
		matchMedia("(min-width: 1180px)").matches || (this.close(), document.querySelector("main")?.scrollIntoView({ block: "start" }));
	}
	remember() {
		try {
			gy()?.setItem(_b, JSON.stringify({
				open: this.open,
				tab: this.tab
			}));
		} catch {}
	}
};
function bb() {
	try {
		let { open: e, tab: t } = JSON.parse(gy()?.getItem(_b) ?? "{}") ?? {};
		return {
			open: e === !0,
			tab: String(t)
		};
	} catch {
		return {
			open: !1,
			tab: ""
		};
	}
}
// node_modules/svelte/src/reactivity/reactive-value.js
Z(), Wn(), pt(), H(), Wn(), pt(), H(), Wn(), pt(), H(), Wn(), pt(), H(), Wn(), pt(), H(), Vi(), $i();
var xb = class {
	#e;
	#t;
	constructor(e, t) {
		this.#e = e, this.#t = Qi(t);
	}
	get current() {
		return this.#t(), this.#e();
	}
}, Sb = /\(.+\)/, Cb = /* @__PURE__ */ new Set([
	"all",
	"print",
	"screen",
	"and",
	"or",
	"not",
	"only"
]), wb = class extends xb {
	constructor(e, t) {
		let n = Sb.test(e) || e.split(/[\s,]+/).some((e) => Cb.has(e.trim())) ? e : `(${e})`, r = window.matchMedia(n);
		super(() => r.matches, (e) => Mi(r, "change", e));
	}
};
$i(), Q(), Z();
var Tb = /* @__PURE__ */ W("<button role=\"tab\" class=\"svelte-14cd7wz\"> </button>"), Eb = /* @__PURE__ */ W("<div role=\"tablist\" tabindex=\"-1\" class=\"svelte-14cd7wz\"></div>");
function Db(e, t) {
	k(t, !0);
	let n = {
		ArrowRight: (e, t) => e === t ? 0 : e + 1,
		ArrowLeft: (e, t) => e === 0 ? t : e - 1,
		Home: () => 0,
		End: (e, t) => t
	};
	function r(e) {
		if (!Object.hasOwn(n, e.key)) return;
		e.preventDefault(), e.stopPropagation();
		let r = t.tabs.findIndex((e) => e.id === t.chosen), i = t.tabs[n[e.key](r, t.tabs.length - 1)];
		t.onchoose(i.id), document.getElementById(`tab-${i.id}`)?.focus();
	}
	var i = Eb();
	Y(i, 21, () => t.tabs, (e) => e.id, (e, n) => {
		var r = Tb(), i = L(r, !0);
		z(() => {
			X(r, "id", `tab-${V(n).id ?? ""}`), X(r, "aria-selected", V(n).id === t.chosen), X(r, "aria-controls", V(n).id === t.chosen ? `panel-${V(n).id}` : void 0), X(r, "tabindex", V(n).id === t.chosen ? 0 : -1), q(i, V(n).text);
		}), U("click", r, () => t.onchoose(V(n).id)), K(e, r);
	}), E(i), z(() => X(i, "aria-label", t.label)), U("keydown", i, r), K(e, i), A();
}
Pi(["keydown", "click"]);
// src/panels/learn/Contents.svelte?svelte&type=style&lang.css
var Ob = t((() => {}));
// src/panels/learn/Contents.svelte
function kb(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.lesson?.sections ?? []), r = /* @__PURE__ */ j(() => V(n).reduce((e, t) => e + t.minutes, 0)), i = /* @__PURE__ */ j(() => V(n).filter((e) => t.learning.isRead(e.id)).length), a = /* @__PURE__ */ j(() => t.learning.next);
	var o = Nb(), s = R(I(o), 2), c = L(s), l = R(s, 2), u = (e) => {
		var n = Ab(), r = L(n, !0);
		z(() => q(r, V(i) ? `Continue: ${V(a).title}` : "Begin")), U("click", n, () => t.learning.go(V(a).id)), K(e, n);
	};
	J(l, (e) => {
		V(a) && e(u);
	});
	var d = R(l, 2);
	Y(d, 23, () => V(n), (e) => e.id, (e, n, r) => {
		let i = /* @__PURE__ */ j(() => V(n).experiments), a = /* @__PURE__ */ j(() => V(i).filter((e) => t.learning.isDone(e.id)).length);
		var o = Mb(), s = F(o), c = F(s), l = L(c, !0), u = R(c, 2), d = F(u), f = L(d, !0), p = R(d, 2), m = L(p, !0), h = R(p, 2), g = F(h), _ = R(g), v = (e) => {
			K(e, jb());
		}, y = /* @__PURE__ */ j(() => t.learning.isRead(V(n).id));
		J(_, (e) => {
			V(y) && e(v);
		}), E(h), E(u), E(s), E(o), z(() => {
			q(l, V(r) + 1), q(f, V(n).title), q(m, V(n).summary), q(g, `${V(n).minutes ?? ""} min${V(i).length ? ` · ${V(a)} of ${V(i).length} predicted` : ""}`);
		}), U("click", s, () => t.learning.go(V(n).id)), K(e, o);
	}), E(d), z(() => q(c, `${V(n).length ?? ""} sections, about ${V(r) ?? ""} minutes, and experiments to predict before you run them.
  ${V(i) ? `You have read ${V(i)}.` : ""}`)), K(e, o), A();
}
var Ab, jb, Mb, Nb, Pb = t((() => {
	Q(), Z(), Ob(), Ab = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), jb = /* @__PURE__ */ W("<span class=\"tick\">· ✓ read</span>"), Mb = /* @__PURE__ */ W("<li class=\"svelte-1lnwqnk\"><button class=\"svelte-1lnwqnk\"><span class=\"number svelte-1lnwqnk\" aria-hidden=\"true\"> </span> <span class=\"text svelte-1lnwqnk\"><span class=\"title svelte-1lnwqnk\"> </span> <span class=\"summary svelte-1lnwqnk\"> </span> <span class=\"eyebrow\"> <!></span></span></button></li>"), Nb = /* @__PURE__ */ W("<h2>The lesson</h2> <p class=\"about svelte-1lnwqnk\"> </p> <!> <ol class=\"svelte-1lnwqnk\"></ol>", 1), Pi(["click"]);
}));
// src/panels/side/markdown.ts
function Fb(e) {
	let t = [], n = null, r = !1;
	for (let i of e.replaceAll("\r", "").split("\n")) {
		if (/^\s*```/.test(i)) {
			r = !r, n = r ? Lb(t, "code") : null;
			continue;
		}
		let e = r ? "code" : Ib(i, n);
		e === null ? n = null : (n?.kind !== e && (n = Lb(t, e)), e === "list" && !/^\s*[-*] /.test(i) ? n.lines[n.lines.length - 1] += ` ${i.trim()}` : n.lines.push(e === "code" ? i.replace(r ? "" : /^ {4}/, "") : i.trim().replace(e === "list" ? /^[-*] / : "", "")));
	}
	return t;
}
function Ib(e, t) {
	return e.trim() === "" ? null : /^ {4}/.test(e) && t?.kind !== "text" && t?.kind !== "list" ? "code" : /^\s*[-*] /.test(e) || t?.kind === "list" ? "list" : "text";
}
function Lb(e, t) {
	let n = {
		kind: t,
		lines: []
	};
	return e.push(n), n;
}
function Rb(e) {
	let t = [], n = 0;
	for (let r of e.matchAll(zb)) {
		r.index > n && t.push({
			kind: "text",
			text: e.slice(n, r.index)
		});
		let [i, a, o, s] = r;
		a === void 0 ? o === void 0 ? t.push({
			kind: "em",
			text: s
		}) : t.push({
			kind: "strong",
			text: o
		}) : t.push({
			kind: "code",
			text: a
		}), n = r.index + i.length;
	}
	return n < e.length && t.push({
		kind: "text",
		text: e.slice(n)
	}), t;
}
var zb, Bb = t((() => {
	zb = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;
}));
// src/panels/side/Words.svelte
function Vb(e, t) {
	k(t, !0);
	var n = G();
	Y(I(n), 17, () => Rb(t.text), Aa, (e, t) => {
		var n = G(), r = I(n), i = (e) => {
			var n = Hb(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, a = (e) => {
			var n = Ub(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, o = (e) => {
			var n = Wb(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, s = (e) => {
			var n = Yi();
			z(() => q(n, V(t).text)), K(e, n);
		};
		J(r, (e) => {
			V(t).kind === "code" ? e(i) : V(t).kind === "strong" ? e(a, 1) : V(t).kind === "em" ? e(o, 2) : e(s, -1);
		}), K(e, n);
	}), K(e, n), A();
}
var Hb, Ub, Wb, Gb = t((() => {
	Q(), Z(), Bb(), Hb = /* @__PURE__ */ W("<code> </code>"), Ub = /* @__PURE__ */ W("<strong> </strong>"), Wb = /* @__PURE__ */ W("<em> </em>");
}));
// src/panels/side/Markdown.svelte
function Kb(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => Fb(t.text));
	var r = G();
	Y(I(r), 17, () => V(n), Aa, (e, t) => {
		var n = G(), r = I(n), i = (e) => {
			var n = qb(), r = L(F(n), !0);
			E(n), z((e) => q(r, e), [() => V(t).lines.join("\n")]), K(e, n);
		}, a = (e) => {
			var n = Yb();
			Y(n, 21, () => V(t).lines, Aa, (e, t) => {
				var n = Jb();
				Vb(F(n), { get text() {
					return V(t);
				} }), E(n), K(e, n);
			}), E(n), K(e, n);
		}, o = (e) => {
			var n = Xb(), r = F(n);
			{
				let e = /* @__PURE__ */ j(() => V(t).lines.join(" "));
				Vb(r, { get text() {
					return V(e);
				} });
			}
			E(n), K(e, n);
		};
		J(r, (e) => {
			V(t).kind === "code" ? e(i) : V(t).kind === "list" ? e(a, 1) : e(o, -1);
		}), K(e, n);
	}), K(e, r), A();
}
var qb, Jb, Yb, Xb, Zb = t((() => {
	Q(), Z(), Bb(), Gb(), qb = /* @__PURE__ */ W("<pre tabindex=\"0\"><code> </code></pre>"), Jb = /* @__PURE__ */ W("<li><!></li>"), Yb = /* @__PURE__ */ W("<ul></ul>"), Xb = /* @__PURE__ */ W("<p><!></p>");
})), Qb = t((() => {}));
// src/panels/side/CopyButton.svelte
function $b(e, t) {
	k(t, !0);
	let n = Es(t, "label", 3, "Copy"), r = Es(t, "main", 3, !1), i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(void 0);
	async function o() {
		try {
			await navigator.clipboard.writeText(t.text), P(i, "copied");
		} catch {
			P(i, "by hand"), await ti(), V(a)?.focus(), V(a)?.select();
		}
	}
	vr(() => {
		t.text, P(i, "");
	});
	var s = { copy: o }, c = tx(), l = I(c), u = F(l);
	let d;
	var f = L(u, !0), p = L(R(u, 2), !0);
	E(l);
	var m = R(l, 2), h = (e) => {
		var n = ex(), r = R(F(n), 2);
		Vt(r), ps(r, (e) => P(a, e), () => V(a)), E(n), z(() => Mo(r, t.text)), K(e, n);
	};
	return J(m, (e) => {
		V(i) === "by hand" && e(h);
	}), z(() => {
		d = _o(u, 1, "button", null, d, { main: r() }), q(f, V(i) === "copied" ? "Copied" : n()), q(p, V(i) === "copied" ? "Copied." : "");
	}), U("click", u, o), K(e, c), A(s);
}
var ex, tx, nx = t((() => {
	Q(), Z(), Is(), Qb(), ex = /* @__PURE__ */ W("<label class=\"by-hand svelte-19eczn6\"><span>The browser does not allow access to the clipboard. The text is selected: copy it with Ctrl+C (⌘C).</span> <textarea readonly=\"\" rows=\"5\" class=\"svelte-19eczn6\"></textarea></label>"), tx = /* @__PURE__ */ W("<span class=\"copy svelte-19eczn6\"><button> </button> <span class=\"hidden-visually\" role=\"status\"> </span></span> <!>", 1), Pi(["click"]);
})), rx = t((() => {}));
// src/panels/side/OpenIn.svelte
function ix(e, t) {
	let n = Xi();
	k(t, !0);
	let r = /* @__PURE__ */ N(""), i = /* @__PURE__ */ N(null), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ N(void 0), s = /* @__PURE__ */ j(() => t.targets.find((e) => e.name === V(r)) ?? t.targets[0]);
	vr(() => {
		if (!V(s) || !t.text) return;
		let [e, n] = [V(s).name, t.text];
		P(i, null), P(a, "");
		let r = !1, o = setTimeout(() => {
			Hy(e, n).then((e) => r || P(i, e)).catch((e) => r || P(a, nc(e), !0));
		}, 300);
		return () => {
			r = !0, clearTimeout(o);
		};
	});
	var c = ux(), l = I(c), u = F(l), d = R(u, 2);
	Y(d, 21, () => t.targets, (e) => e.name, (e, t) => {
		var n = ax(), r = L(n, !0), i = {};
		z(() => {
			q(r, V(t).title), i !== (i = V(t).name) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), E(d);
	var f;
	Eo(d);
	var p = R(d, 2), m = (e) => {
		var t = ox(), n = L(t);
		z(() => {
			X(t, "href", V(i).url), q(n, `Open in ${V(s)?.title ?? ""}`);
		}), U("click", t, () => void V(o)?.copy()), K(e, t);
	}, h = (e) => {
		var t = sx(), n = L(t);
		z(() => q(n, `Open in ${V(s)?.title ?? ""}`)), K(e, t);
	};
	J(p, (e) => {
		V(i)?.url ? e(m) : e(h, -1);
	}), ps($b(R(p, 2), {
		get text() {
			return t.text;
		},
		label: "Copy the prompt"
	}), (e) => P(o, e, !0), () => V(o)), E(l);
	var g = R(l, 2), _ = (e) => {
		var t = cx(), n = L(t);
		z(() => q(n, `${V(s).title ?? ""}: ${V(s).note ?? ""}. Opening it also copies the whole prompt.`)), K(e, t);
	};
	J(g, (e) => {
		V(s)?.note && e(_);
	});
	var v = R(g, 2), y = (e) => {
		var t = lx(), n = L(t, !0);
		z(() => q(n, V(a))), K(e, t);
	};
	J(v, (e) => {
		V(a) && e(y);
	}), z(() => {
		X(u, "for", n), X(d, "id", n), f !== (f = V(s)?.name) && (d.value = (d.__value = f) ?? "", To(d, f));
	}), U("change", d, (e) => P(r, e.currentTarget.value, !0)), K(e, c), A();
}
var ax, ox, sx, cx, lx, ux, dx = t((() => {
	Q(), Z(), fc(), Uy(), nx(), rx(), ax = /* @__PURE__ */ W("<option> </option>"), ox = /* @__PURE__ */ W("<a class=\"button svelte-16fi1gk\" target=\"_blank\" rel=\"noopener noreferrer\"> </a>"), sx = /* @__PURE__ */ W("<span class=\"button waiting svelte-16fi1gk\" aria-disabled=\"true\"> </span>"), cx = /* @__PURE__ */ W("<p class=\"note svelte-16fi1gk\"> </p>"), lx = /* @__PURE__ */ W("<p class=\"bad svelte-16fi1gk\" role=\"alert\"> </p>"), ux = /* @__PURE__ */ W("<div class=\"row svelte-16fi1gk\"><label class=\"hidden-visually\">Which AI</label> <select></select> <!> <!></div> <!> <!>", 1), Pi(["change", "click"]);
})), fx = t((() => {}));
// src/panels/learn/PromptCard.svelte
function px(e, t) {
	let n = Xi();
	k(t, !0);
	let r = Es(t, "level", 3, 4), i = /* @__PURE__ */ j(() => t.learning.progress.get("answer", t.prompt.id)), a = /* @__PURE__ */ N(Gn(typeof V(i)?.text == "string" ? V(i).text : "")), o = /* @__PURE__ */ N(null), s = /* @__PURE__ */ N(""), c = /* @__PURE__ */ N(void 0), l, u = /* @__PURE__ */ j(() => Array.isArray(V(i)?.met) ? V(i).met.map(String) : []), d = (e) => V(o)?.rubric.reduce((t, n) => t + (e.includes(n.id) ? n.worth : 0), 0) ?? 0, f = /* @__PURE__ */ j(() => [t.prompt.text, V(a).trim() && `My own answer so far:\n${V(a).trim()}\n\nTell me what is right in it and what is missing, and give me hints before answers. Check every number by a calculation.`].filter(Boolean).join("\n\n"));
	function p() {
		clearTimeout(l), l = setTimeout(() => t.learning.progress.record("answer", t.prompt.id, { text: V(a) }), 500);
	}
	async function m() {
		if (V(a).trim() === "") P(s, "Write your own answer first: a few sentences are enough.");
		else {
			P(s, "");
			try {
				P(o, await Ly(t.prompt.id, V(a))), t.learning.progress.record("answer", t.prompt.id, {
					text: V(a),
					opened: !0
				}), await ti();
				for (let e of V(c)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
				V(c)?.focus();
			} catch (e) {
				P(s, nc(e), !0);
			}
		}
	}
	function h(e, n) {
		let r = n ? [...V(u), e] : V(u).filter((t) => t !== e);
		t.learning.progress.record("answer", t.prompt.id, {
			met: r,
			points: d(r),
			worth: t.prompt.worth
		});
	}
	var g = _x(), _ = F(g);
	$a(_, () => `h${r()}`, !1, (e, r) => {
		Fo(e, () => ({
			class: "title",
			id: `${n}-title`
		}), void 0, void 0, void 0, "svelte-153dzva");
		var i = Yi();
		z(() => q(i, t.prompt.title)), K(r, i);
	});
	var v = R(_, 2);
	Kb(F(v), { get text() {
		return t.prompt.text;
	} }), E(v);
	var y = R(v, 2), b = R(y, 2);
	Vt(b);
	var x = R(b, 2), S = (e) => {
		var t = mx(), r = L(t, !0);
		z(() => {
			X(t, "id", `${n}-error`), q(r, V(s));
		}), K(e, t);
	};
	J(x, (e) => {
		V(s) && e(S);
	});
	var C = R(x, 2), w = L(C), T = R(C, 2), ee = F(T);
	{
		let e = /* @__PURE__ */ j(() => t.learning.lesson?.targets ?? []);
		ix(ee, {
			get text() {
				return V(f);
			},
			get targets() {
				return V(e);
			}
		});
	}
	E(T);
	var te = R(T, 2), ne = (e) => {
		var i = gx(), a = F(i);
		$a(a, () => `h${r() + 1}`, !1, (e, t) => {
			_o(e, 0, "part svelte-153dzva"), K(t, Yi("A worked answer"));
		});
		var s = R(a, 2);
		Ba(s, () => V(o).answer_html, !0), E(s);
		var l = R(s, 2);
		$a(l, () => `h${r() + 1}`, !1, (e, t) => {
			Fo(e, () => ({
				class: "part",
				id: `${n}-rubric`
			}), void 0, void 0, void 0, "svelte-153dzva"), K(t, Yi("What did your answer say?"));
		});
		var f = R(l, 2);
		Y(f, 21, () => V(o).rubric, (e) => e.id, (e, t) => {
			var n = hx(), r = F(n);
			jo(r);
			var i = R(r, 2), a = F(i);
			Vb(a, { get text() {
				return V(t).claim;
			} });
			var o = R(a, 2), s = L(o), c = R(o, 2);
			Vb(R(F(c)), { get text() {
				return V(t).verify;
			} }), E(c), E(i), E(n), z((e) => {
				No(r, e), q(s, `(${V(t).worth ?? ""})`);
			}, [() => V(u).includes(V(t).id)]), U("change", r, (e) => h(V(t).id, e.currentTarget.checked)), K(e, n);
		}), E(f);
		var p = L(R(f, 2));
		E(i), ps(i, (e) => P(c, e), () => V(c)), z((e) => {
			X(f, "aria-labelledby", `${n}-rubric`), q(p, `${e ?? ""} of ${t.prompt.worth ?? ""} points, by your own judgment.`);
		}, [() => d(V(u))]), K(e, i);
	};
	J(te, (e) => {
		V(o) && e(ne);
	}), E(g), z(() => {
		X(g, "aria-labelledby", `${n}-title`), X(g, "data-prompt", t.prompt.id), X(y, "for", `${n}-text`), X(b, "id", `${n}-text`), X(b, "aria-describedby", V(s) ? `${n}-error` : void 0);
	}), U("input", b, p), Zo(b, () => V(a), (e) => P(a, e)), U("click", w, m), K(e, g), A();
}
var mx, hx, gx, _x, vx = t((() => {
	Q(), Z(), Is(), fc(), Zb(), dx(), Gb(), Uy(), fx(), mx = /* @__PURE__ */ W("<p class=\"error svelte-153dzva\" role=\"alert\"> </p>"), hx = /* @__PURE__ */ W("<label class=\"point svelte-153dzva\"><input type=\"checkbox\" class=\"svelte-153dzva\"/> <span><!> <span class=\"eyebrow\"> </span> <span class=\"verify svelte-153dzva\">Check it: <!></span></span></label>"), gx = /* @__PURE__ */ W("<div class=\"worked\" tabindex=\"-1\"><!>  <div class=\"prose small\"></div> <!> <div role=\"group\"></div> <p class=\"sum svelte-153dzva\" role=\"status\"> </p></div>"), _x = /* @__PURE__ */ W("<section class=\"card svelte-153dzva\"><!> <div class=\"prose small\"><!></div> <label class=\"eyebrow\">Your answer, in your own words</label> <textarea rows=\"6\" class=\"svelte-153dzva\"></textarea> <!> <div class=\"actions\"><button class=\"button main\">Compare with a worked answer</button></div> <div class=\"ai on-screen svelte-153dzva\"><!></div> <!></section>"), Pi([
		"input",
		"click",
		"change"
	]);
})), yx = t((() => {}));
// src/panels/learn/OwnWords.svelte
function bx(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.lesson?.prompts ?? []);
	var r = Sx(), i = R(I(r), 2), a = L(i), o = R(i, 2);
	Y(o, 17, () => V(n), (e) => e.id, (e, n) => {
		px(e, {
			get learning() {
				return t.learning;
			},
			get prompt() {
				return V(n);
			},
			level: 3
		});
	});
	var s = R(o, 2), c = (e) => {
		K(e, xx());
	};
	J(s, (e) => {
		V(n).length === 0 && e(c);
	}), z(() => q(a, `${V(n).length ?? ""} questions that build on each other. Answer first, then compare your answer with a worked one, or show
  it to an AI that is asked to give hints before answers.`)), K(e, r), A();
}
var xx, Sx, Cx = t((() => {
	Q(), Z(), vx(), yx(), xx = /* @__PURE__ */ W("<p class=\"about svelte-bfi6rh\">This lesson has no such questions.</p>"), Sx = /* @__PURE__ */ W("<h2>In your own words</h2> <p class=\"about svelte-bfi6rh\"> </p> <!> <!>", 1);
}));
// src/panels/side/saving.ts
function wx(e, t, n) {
	let r = URL.createObjectURL(new Blob([t], { type: n })), i = document.createElement("a");
	i.href = r, i.download = e, i.click(), setTimeout(() => URL.revokeObjectURL(r), 1e3);
}
var Tx = t((() => {})), Ex = t((() => {}));
// src/panels/learn/ProgressView.svelte
function Dx(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.progress), r = /* @__PURE__ */ N(""), i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(!1), o = /* @__PURE__ */ N(void 0);
	Ps(() => void t.learning.loadQuiz());
	let s = /* @__PURE__ */ j(() => [
		{
			text: "Sections read",
			done: t.learning.lesson?.sections.filter((e) => t.learning.isRead(e.id)).length ?? 0,
			all: t.learning.lesson?.sections.length ?? 0
		},
		{
			text: "Experiments predicted",
			done: t.learning.experiments.filter((e) => t.learning.isDone(e.id)).length,
			all: t.learning.experiments.length
		},
		{
			text: "Quiz questions right",
			done: t.learning.quiz?.filter((e) => t.learning.isRight(e.id)).length ?? 0,
			all: t.learning.quiz?.length ?? 0
		},
		{
			text: "Answers in your own words",
			done: t.learning.lesson?.prompts.filter((e) => V(n).get("answer", e.id)?.opened === !0).length ?? 0,
			all: t.learning.lesson?.prompts.length ?? 0
		}
	]), c = /* @__PURE__ */ j(() => Object.values(V(n).all("prediction")).filter((e) => e.status === "right").length);
	async function l(e) {
		if (P(r, P(i, ""), !0), e) {
			try {
				let { changed: t, isChecked: i } = V(n).import(await e.text());
				P(r, `${t} record${t === 1 ? "" : "s"} imported from ${e.name}.`), i || P(r, V(r) + " The file has no checksum, as from an older version, so damage is not found.");
			} catch (t) {
				P(i, t instanceof ky ? `${e.name} cannot be imported (${t.message}): nothing was changed.` : String(t), !0);
			}
			V(o) && (V(o).value = "");
		}
	}
	function u() {
		V(n).reset(), P(a, !1), P(r, "All progress was deleted.");
	}
	var d = Nx(), f = R(I(d), 2);
	Y(f, 21, () => V(s), (e) => e.text, (e, t) => {
		var n = Ox(), r = F(n), i = L(r, !0), a = R(r, 2), o = L(a), s = R(a, 2), c = F(s);
		let l;
		E(s), E(n), z(() => {
			q(i, V(t).text), q(o, `${V(t).done ?? ""} of ${V(t).all ?? ""}`), l = bo(c, "", l, { width: `${V(t).all ? 100 * V(t).done / V(t).all : 0}%` });
		}), K(e, n);
	}), E(f);
	var p = R(f, 2), m = (e) => {
		var t = kx(), n = L(t);
		z(() => q(n, `${V(c) === 1 ? "1 prediction was" : `${V(c)} predictions were`} right. Wrong ones teach more.`)), K(e, t);
	};
	J(p, (e) => {
		V(c) && e(m);
	});
	var h = R(p, 4), g = F(h), _ = R(g, 2), v = R(_, 2);
	ps(v, (e) => P(o, e), () => V(o));
	var y = R(v, 2), b = (e) => {
		var t = Ax(), r = F(t), i = R(r), o = R(i, 2);
		E(t), z(() => q(r, `Delete all ${V(n).count ?? ""} records? `)), U("click", i, u), U("click", o, () => P(a, !1)), K(e, t);
	}, x = (e) => {
		var t = jx();
		z(() => t.disabled = V(n).count === 0), U("click", t, () => P(a, !0)), K(e, t);
	};
	J(y, (e) => {
		V(a) ? e(b) : e(x, -1);
	}), E(h);
	var S = R(h, 2), C = L(S, !0), w = R(S, 2), T = (e) => {
		var t = Mx(), n = L(t, !0);
		z(() => q(n, V(i))), K(e, t);
	};
	J(w, (e) => {
		V(i) && e(T);
	}), z(() => q(C, V(r))), U("click", g, () => wx("progress.json", V(n).export(), "application/json")), U("click", _, () => V(o)?.click()), U("change", v, () => l(V(o)?.files?.[0])), K(e, d), A();
}
var Ox, kx, Ax, jx, Mx, Nx, Px = t((() => {
	Q(), Z(), Py(), Tx(), Is(), Ex(), Ox = /* @__PURE__ */ W("<div class=\"svelte-nxln5o\"><dt> </dt> <dd class=\"svelte-nxln5o\"> </dd> <dd class=\"bar svelte-nxln5o\" aria-hidden=\"true\"><span class=\"svelte-nxln5o\"></span></dd></div>"), kx = /* @__PURE__ */ W("<p class=\"about svelte-nxln5o\"> </p>"), Ax = /* @__PURE__ */ W("<span class=\"ask svelte-nxln5o\" role=\"group\" aria-label=\"Delete all progress?\"> <button class=\"button main\">Yes, delete</button> <button class=\"button\">No</button></span>"), jx = /* @__PURE__ */ W("<button class=\"button quiet\">Reset…</button>"), Mx = /* @__PURE__ */ W("<p class=\"bad svelte-nxln5o\" role=\"alert\"> </p>"), Nx = /* @__PURE__ */ W("<h2>Your progress</h2> <dl class=\"svelte-nxln5o\"></dl> <!> <p class=\"about svelte-nxln5o\">Your progress is kept in this browser only. To move it to another browser or to the terminal, export it as a file: <code class=\"svelte-nxln5o\">downslope quiz --import progress.json</code>.</p> <div class=\"actions\"><button class=\"button\">Export</button> <button class=\"button\">Import…</button> <input class=\"hidden-visually\" type=\"file\" accept=\".json,application/json\" tabindex=\"-1\" aria-label=\"Progress file\"/> <!></div> <p class=\"said svelte-nxln5o\" role=\"status\"> </p> <!>", 1), Pi(["click", "change"]);
}));
// src/panels/learn/question.svelte.ts
function Fx(e) {
	return Array.isArray(e) ? e.flatMap((e) => typeof e?.answer == "string" && typeof e.feedback == "string" ? [{
		answer: e.answer,
		correct: e.correct === !0,
		feedback: e.feedback
	}] : []) : [];
}
var Ix, Lx, Rx = t((() => {
	Z(), fc(), Uy(), Ix = class {
		learning;
		id;
		#e = /* @__PURE__ */ N(null);
		get posed() {
			return V(this.#e);
		}
		set posed(e) {
			P(this.#e, e);
		}
		#t = /* @__PURE__ */ N([]);
		get replies() {
			return V(this.#t);
		}
		set replies(e) {
			P(this.#t, e);
		}
		#n = /* @__PURE__ */ N([]);
		get hints() {
			return V(this.#n);
		}
		set hints(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ N(null);
		get told() {
			return V(this.#r);
		}
		set told(e) {
			P(this.#r, e);
		}
		#i = /* @__PURE__ */ N("");
		get error() {
			return V(this.#i);
		}
		set error(e) {
			P(this.#i, e, !0);
		}
		#a = /* @__PURE__ */ N(!1);
		get busy() {
			return V(this.#a);
		}
		set busy(e) {
			P(this.#a, e, !0);
		}
		constructor(e, t) {
			this.learning = e, this.id = t;
		}
		#o = /* @__PURE__ */ j(() => this.replies.some((e) => e.correct));
		get correct() {
			return V(this.#o);
		}
		set correct(e) {
			P(this.#o, e);
		}
		#s = /* @__PURE__ */ j(() => this.told !== null);
		get over() {
			return V(this.#s);
		}
		set over(e) {
			P(this.#s, e);
		}
		async open(e = !1) {
			let t = e ? null : this.learning.progress.get("quiz", this.id), n = typeof t?.seed == "number" && t.open === !0 ? t.seed : void 0;
			await this.attempt(async () => {
				this.posed = await zy(this.id, n);
				let e = n !== void 0 && this.posed.seed === n;
				this.replies = e ? Fx(t?.replies) : [], this.hints = e ? Lx(t?.hints) : [], this.told = null;
			});
		}
		async answer(e) {
			let { posed: t } = this;
			t && !this.over && await this.attempt(async () => {
				let n = await By(this.id, t.seed, e, this.replies.length + 1);
				this.replies = [...this.replies, {
					answer: e,
					correct: n.correct,
					feedback: n.feedback
				}], n.hint && !this.hints.includes(n.hint) && (this.hints = [...this.hints, n.hint]), n.answer !== null && (this.told = {
					answer: n.answer,
					why: n.why ?? ""
				}), this.keep(n);
			});
		}
		async nextHint() {
			let { posed: e } = this;
			e && await this.attempt(async () => {
				let t = await Vy(this.id, e.seed, this.hints.length + 1);
				t.hint && (this.hints = [...this.hints, t.hint]);
			});
		}
		async attempt(e) {
			if (!this.busy) {
				this.error = "", this.busy = !0;
				try {
					await e();
				} catch (e) {
					this.error = nc(e);
				} finally {
					this.busy = !1;
				}
			}
		}
		keep(e) {
			let t = this.learning.isRight(this.id);
			this.learning.progress.record("quiz", this.id, {
				correct: t || e.correct,
				attempts: this.replies.length,
				seed: this.posed?.seed,
				open: !this.over,
				replies: this.over ? [] : this.replies,
				hints: this.over ? [] : this.hints
			});
		}
	}, Lx = (e) => Array.isArray(e) ? e.filter((e) => typeof e == "string") : [];
})), zx = t((() => {}));
// src/panels/learn/QuizQuestion.svelte
function Bx(e, t) {
	let n = Xi();
	k(t, !0);
	let r = [], i = Es(t, "learning", 7), a = new Ix(i(), t.entry.id), o = /* @__PURE__ */ N(""), s = /* @__PURE__ */ N(!1), c = /* @__PURE__ */ N(void 0), l = /* @__PURE__ */ N(void 0), u = /* @__PURE__ */ j(() => a.posed), d = /* @__PURE__ */ j(() => a.replies.at(-1)), f = /* @__PURE__ */ j(() => i().nextItem(t.entry.id)), p = (e) => a.replies.find((t) => t.answer === e)?.feedback ?? "", m = {
		choice: "Choose",
		numeric: "A number",
		predict: "Predict"
	};
	Ps(async () => {
		await a.open(), await ti(), V(c)?.focus({ preventScroll: !0 });
	});
	async function h() {
		P(s, V(o).trim() === ""), V(s) || (await a.answer(V(o).trim()), await ti(), a.over ? V(l)?.focus() : V(u)?.options.length && P(o, ""));
	}
	async function g() {
		P(o, ""), await a.open(!0), await ti(), V(c)?.focus();
	}
	var _ = G(), v = I(_), y = (e) => {
		var _ = nS(), v = F(_), y = L(v), b = R(v, 2);
		Kb(F(b), { get text() {
			return V(u).stem;
		} }), E(b), ps(b, (e) => P(c, e), () => V(c));
		var x = R(b, 2), S = F(x), C = (e) => {
			var t = Ux();
			Y(R(F(t), 2), 17, () => V(u).options, (e) => e.letter, (e, t) => {
				let i = /* @__PURE__ */ j(() => p(V(t).letter)), s = /* @__PURE__ */ j(() => a.replies.some((e) => e.answer === V(t).letter && e.correct));
				var c = Hx();
				let l;
				var u = F(c);
				jo(u);
				var d, f = R(u, 2), m = F(f);
				Vb(m, { get text() {
					return V(t).text;
				} });
				var h = R(m), g = (e) => {
					var t = Vx(), n = F(t, !0);
					Vb(R(n), { get text() {
						return V(i);
					} }), E(t), z(() => q(n, V(s) ? "✓ " : "✗ ")), K(e, t);
				};
				J(h, (e) => {
					V(i) && e(g);
				}), E(f), E(c), z(() => {
					l = _o(c, 1, "option svelte-v4uh61", null, l, {
						wrong: V(i) && !V(s),
						good: V(s)
					}), X(u, "name", n), u.disabled = V(i) !== "", d !== (d = V(t).letter) && (u.value = (u.__value = d) ?? "");
				}), Qo(r, [], u, () => (V(t).letter, V(o)), (e) => P(o, e)), K(e, c);
			}), E(t), z(() => t.disabled = a.over), K(e, t);
		}, w = (e) => {
			var t = Kx(), r = I(t), i = F(r), s = R(i, 2);
			jo(s);
			var c = R(s, 2), l = (e) => {
				var t = Wx(), n = L(t, !0);
				z(() => q(n, V(u).unit)), K(e, t);
			};
			J(c, (e) => {
				V(u).unit && e(l);
			}), E(r), Y(R(r, 2), 17, () => a.replies, Aa, (e, t) => {
				var n = Gx();
				let r;
				var i = F(n);
				Vb(R(i), { get text() {
					return V(t).feedback;
				} }), E(n), z(() => {
					r = _o(n, 1, "reply svelte-v4uh61", null, r, { good: V(t).correct }), q(i, `${V(t).correct ? "✓" : "✗"} ${V(t).answer ?? ""}: `);
				}), K(e, n);
			}), z(() => {
				X(i, "for", `${n}-number`), X(s, "id", `${n}-number`), s.disabled = a.over;
			}), Zo(s, () => V(o), (e) => P(o, e)), K(e, t);
		};
		J(S, (e) => {
			V(u).options.length ? e(C) : e(w, -1);
		});
		var T = R(S, 2), ee = (e) => {
			var t = qx(), n = L(t, !0);
			z(() => q(n, V(u).options.length ? "Choose one of the options first." : "Enter a number first.")), K(e, t);
		};
		J(T, (e) => {
			V(s) && e(ee);
		});
		var te = R(T, 2), ne = (e) => {
			var t = qx(), n = L(t, !0);
			z(() => q(n, a.error)), K(e, t);
		};
		J(te, (e) => {
			a.error && e(ne);
		});
		var re = R(te, 2), ie = (e) => {
			var t = Yx();
			Y(t, 21, () => a.hints, Aa, (e, t) => {
				var n = Jx();
				Vb(F(n), { get text() {
					return V(t);
				} }), E(n), K(e, n);
			}), E(t), K(e, t);
		};
		J(re, (e) => {
			a.hints.length && e(ie);
		});
		var ae = R(re, 2), oe = (e) => {
			var t = Qx(), n = F(t), r = R(n, 2), o = (e) => {
				var t = Xx(), n = L(t, !0);
				z(() => {
					X(t, "aria-disabled", a.busy || void 0), q(n, a.hints.length ? "Another hint" : "A hint");
				}), U("click", t, () => a.nextHint()), K(e, t);
			};
			J(r, (e) => {
				a.hints.length < V(u).hint_count && e(o);
			});
			var s = R(r, 2), c = (e) => {
				var t = Zx();
				U("click", t, () => i().itemId = V(f).id), K(e, t);
			};
			J(s, (e) => {
				V(f) && e(c);
			}), E(t), z(() => X(n, "aria-disabled", a.busy || void 0)), K(e, t);
		};
		J(ae, (e) => {
			a.over || e(oe);
		}), E(x);
		var se = R(x, 2), ce = L(se, !0), le = R(se, 2), ue = (e) => {
			var t = tS(), n = I(t);
			let r;
			var o = F(n), s = F(o), c = L(s, !0);
			Vb(R(s, 2), { get text() {
				return a.told.answer;
			} }), E(o);
			var u = R(o, 2);
			Kb(F(u), { get text() {
				return a.told.why;
			} }), E(u), E(n), ps(n, (e) => P(l, e), () => V(l));
			var d = R(n, 2), p = F(d), m = (e) => {
				var t = $x();
				U("click", t, () => i().itemId = V(f).id), K(e, t);
			}, h = (e) => {
				K(e, eS());
			};
			J(p, (e) => {
				V(f) ? e(m) : e(h, -1);
			});
			var _ = R(p, 2), v = R(_, 2);
			E(d), z(() => {
				r = _o(n, 1, "told svelte-v4uh61", null, r, { right: a.correct }), q(c, a.correct ? "✓ Right." : "✗ Not this time.");
			}), U("click", _, g), U("click", v, () => i().itemId = null), K(e, t);
		};
		J(le, (e) => {
			a.told && e(ue);
		}), E(_), z((e) => {
			X(_, "data-item", t.entry.id), X(_, "data-over", a.over), q(y, `${e ?? ""} · ${m[V(u).kind] ?? V(u).kind ?? ""} · level ${V(u).level ?? ""} of 3`), q(ce, V(d) && !a.over ? `${V(d).correct ? "Right" : "Wrong"}. ${V(d).feedback}` : "");
		}, [() => i().titleOf(V(u).topic)]), Ni("submit", x, (e) => {
			e.preventDefault(), h();
		}), K(e, _);
	}, b = (e) => {
		var t = rS(), n = F(t), r = R(n);
		E(t), z(() => q(n, `${a.error ?? ""} `)), U("click", r, () => a.open()), K(e, t);
	}, x = (e) => {
		K(e, iS());
	};
	J(v, (e) => {
		V(u) ? e(y) : a.error ? e(b, 1) : e(x, -1);
	}), K(e, _), A();
}
var Vx, Hx, Ux, Wx, Gx, Kx, qx, Jx, Yx, Xx, Zx, Qx, $x, eS, tS, nS, rS, iS, aS = t((() => {
	Q(), Z(), Is(), Zb(), Gb(), Rx(), zx(), Vx = /* @__PURE__ */ W("<span class=\"reply svelte-v4uh61\"> <!></span>"), Hx = /* @__PURE__ */ W("<label><input type=\"radio\" class=\"svelte-v4uh61\"/> <span><!><!></span></label>"), Ux = /* @__PURE__ */ W("<fieldset class=\"svelte-v4uh61\"><legend class=\"hidden-visually\">Your answer</legend> <!></fieldset>"), Wx = /* @__PURE__ */ W("<span> </span>"), Gx = /* @__PURE__ */ W("<p> <!></p>"), Kx = /* @__PURE__ */ W("<p class=\"number svelte-v4uh61\"><label>Your answer</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-v4uh61\"/> <!></p> <!>", 1), qx = /* @__PURE__ */ W("<p class=\"error svelte-v4uh61\" role=\"alert\"> </p>"), Jx = /* @__PURE__ */ W("<li><!></li>"), Yx = /* @__PURE__ */ W("<ol class=\"hints svelte-v4uh61\" aria-label=\"Hints\"></ol>"), Xx = /* @__PURE__ */ W("<button class=\"button\" type=\"button\"> </button>"), Zx = /* @__PURE__ */ W("<button class=\"button quiet\" type=\"button\">Later</button>"), Qx = /* @__PURE__ */ W("<div class=\"actions\"><button class=\"button main\" type=\"submit\">Answer</button> <!> <!></div>"), $x = /* @__PURE__ */ W("<button class=\"button main\">Next question</button>"), eS = /* @__PURE__ */ W("<p class=\"done svelte-v4uh61\">You have answered all of these correctly.</p>"), tS = /* @__PURE__ */ W("<div tabindex=\"-1\" role=\"status\"><p class=\"svelte-v4uh61\"><strong class=\"svelte-v4uh61\"> </strong> The answer: <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button\">Again with other numbers</button> <button class=\"button quiet\">All topics</button></div>", 1), nS = /* @__PURE__ */ W("<article class=\"svelte-v4uh61\"><p class=\"eyebrow\"> </p> <div class=\"prose stem svelte-v4uh61\" tabindex=\"-1\"><!></div> <form><!> <!> <!> <!> <!></form> <p class=\"hidden-visually\" role=\"status\"> </p> <!></article>"), rS = /* @__PURE__ */ W("<p class=\"error svelte-v4uh61\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), iS = /* @__PURE__ */ W("<p class=\"eyebrow\">Loading…</p>"), Pi(["click"]);
})), oS = t((() => {}));
// src/panels/learn/Quiz.svelte
function sS(e, t) {
	k(t, !0);
	let n = Es(t, "learning", 7);
	Ps(() => void n().loadQuiz());
	let r = /* @__PURE__ */ j(() => [...new Set((n().quiz ?? []).map((e) => e.topic))]), i = /* @__PURE__ */ j(() => (n().quiz ?? []).filter((e) => n().isRight(e.id)).length), a = /* @__PURE__ */ j(() => n().quiz?.find((e) => e.id === n().itemId) ?? null);
	function o(e) {
		n().topic = e, n().itemId = n().nextItem(null)?.id ?? s(e)[0]?.id ?? null;
	}
	let s = (e) => (n().quiz ?? []).filter((t) => e === null || t.topic === e);
	var c = G(), l = I(c), u = (e) => {
		var t = cS(), r = I(t);
		Ea(R(r, 2), () => V(a).id, (e) => {
			Bx(e, {
				get learning() {
					return n();
				},
				get entry() {
					return V(a);
				}
			});
		}), U("click", r, () => n().itemId = null), K(e, t);
	}, d = (e) => {
		var t = uS(), a = R(I(t), 2), c = L(a), l = R(a, 2), u = L(l, !0), d = R(l, 2);
		Y(d, 20, () => V(r), (e) => e, (e, t) => {
			let r = /* @__PURE__ */ j(() => s(t)), i = /* @__PURE__ */ j(() => V(r).filter((e) => n().isRight(e.id)).length);
			var a = lS(), c = F(a), l = F(c), u = L(l, !0), d = R(l, 2), f = L(d), p = R(d, 2);
			E(c), E(a), z((e, t) => {
				q(u, e), q(f, `${V(i) ?? ""} of ${V(r).length ?? ""} right`), X(p, "max", V(r).length), Mo(p, V(i)), X(p, "aria-label", `${t ?? ""}: questions right`);
			}, [() => n().titleOf(t), () => n().titleOf(t)]), U("click", c, () => o(t)), K(e, a);
		}), E(d), z(() => {
			q(c, `${n().quiz.length ?? ""} questions. The numbers are new each time, and every answer gets its own reply.
    ${V(i) ? `You have ${V(i)} right.` : ""}`), q(u, V(i) ? "Continue" : "Begin");
		}), U("click", l, () => o(null)), K(e, t);
	}, f = (e) => {
		K(e, dS());
	};
	J(l, (e) => {
		V(a) ? e(u) : n().quiz ? e(d, 1) : n().error || e(f, 2);
	}), K(e, c), A();
}
var cS, lS, uS, dS, fS = t((() => {
	Q(), Z(), Is(), aS(), oS(), cS = /* @__PURE__ */ W("<button class=\"button quiet back svelte-1btdkdl\">← All topics</button> <!>", 1), lS = /* @__PURE__ */ W("<li class=\"svelte-1btdkdl\"><button class=\"svelte-1btdkdl\"><span class=\"title svelte-1btdkdl\"> </span> <span class=\"eyebrow\"> </span> <progress class=\"svelte-1btdkdl\"></progress></button></li>"), uS = /* @__PURE__ */ W("<h2>Quiz</h2> <p class=\"about svelte-1btdkdl\"> </p> <button class=\"button main\"> </button> <ul class=\"svelte-1btdkdl\"></ul>", 1), dS = /* @__PURE__ */ W("<p class=\"about svelte-1btdkdl\">Loading the quiz…</p>"), Pi(["click"]);
})), pS = t((() => {}));
// src/panels/learn/ExperimentCard.svelte
function mS(e, t) {
	let n = Xi();
	k(t, !0);
	let r = [], i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ N(!1), s = /* @__PURE__ */ N(void 0), c = /* @__PURE__ */ j(() => t.learning.progress.get("prediction", t.experiment.id)), l = /* @__PURE__ */ j(() => typeof V(c)?.status == "string" ? V(c).status : null), u = /* @__PURE__ */ j(() => String(V(c)?.text ?? "").replace(/^(?:Right|Skipped)\. /, "")), d = {
		right: "✓ Right",
		wrong: "✗ Wrong",
		skipped: "Skipped"
	};
	async function f(e) {
		if (e !== null && e.trim() === "") P(a, t.experiment.kind === "choice" ? "Choose one of the options first." : "Enter a number first: a guess is fine.", !0);
		else {
			P(a, ""), P(o, !0);
			try {
				let { scored: n, observation: r } = await Iy(t.experiment.id, e && e.trim().replace("−", "-"));
				t.learning.progress.record("prediction", t.experiment.id, {
					...n,
					why: r.text
				}), await ti(), V(s)?.focus();
			} catch (e) {
				P(a, nc(e), !0);
			} finally {
				P(o, !1);
			}
		}
	}
	function p() {
		P(i, ""), t.learning.progress.forget("prediction", t.experiment.id);
	}
	var m = CS(), h = F(m), g = L(h, !0), _ = R(h, 2);
	Kb(F(_), { get text() {
		return t.experiment.stem;
	} }), E(_);
	var v = R(_, 2), y = (e) => {
		var s = bS(), c = F(s), l = (e) => {
			var o = gS();
			Y(R(F(o), 2), 17, () => t.experiment.options, (e) => e.key, (e, t) => {
				var a = hS(), o = F(a);
				jo(o);
				var s, c = L(R(o, 2), !0);
				E(a), z(() => {
					X(o, "name", n), s !== (s = V(t).key) && (o.value = (o.__value = s) ?? ""), q(c, V(t).text);
				}), Qo(r, [], o, () => (V(t).key, V(i)), (e) => P(i, e)), K(e, a);
			}), E(o), z(() => X(o, "aria-describedby", V(a) ? `${n}-error` : void 0)), K(e, o);
		}, u = (e) => {
			var r = vS(), o = F(r), s = R(o, 2);
			jo(s);
			var c = R(s, 2), l = (e) => {
				var n = _S(), r = L(n, !0);
				z(() => q(r, t.experiment.unit)), K(e, n);
			};
			J(c, (e) => {
				t.experiment.unit && e(l);
			}), E(r), z(() => {
				X(o, "for", `${n}-number`), X(s, "id", `${n}-number`), X(s, "aria-describedby", V(a) ? `${n}-error` : void 0);
			}), Zo(s, () => V(i), (e) => P(i, e)), K(e, r);
		};
		J(c, (e) => {
			t.experiment.kind === "choice" ? e(l) : e(u, -1);
		});
		var d = R(c, 2), p = (e) => {
			var t = yS(), r = L(t, !0);
			z(() => {
				X(t, "id", `${n}-error`), q(r, V(a));
			}), K(e, t);
		};
		J(d, (e) => {
			V(a) && e(p);
		});
		var m = R(d, 2), h = F(m), g = L(h, !0), _ = R(h, 2);
		E(m), E(s), z(() => {
			h.disabled = V(o), q(g, V(o) ? "Running…" : "Commit and run"), _.disabled = V(o);
		}), Ni("submit", s, (e) => {
			e.preventDefault(), f(V(i));
		}), U("click", _, () => f(null)), K(e, s);
	}, b = (e) => {
		var n = SS(), r = I(n), i = F(r), a = F(i), o = L(a);
		Vb(R(a, 2), { get text() {
			return V(u);
		} }), E(i);
		var f = R(i, 2), m = F(f);
		{
			let e = /* @__PURE__ */ j(() => String(V(c)?.why ?? ""));
			Kb(m, { get text() {
				return V(e);
			} });
		}
		E(f), E(r), ps(r, (e) => P(s, e), () => V(s));
		var h = R(r, 2), g = F(h), _ = (e) => {
			var n = xS();
			U("click", n, () => t.ontry(t.experiment.setup)), K(e, n);
		}, v = /* @__PURE__ */ j(() => ub(t.experiment.setup));
		J(g, (e) => {
			V(v) && e(_);
		});
		var y = R(g, 2);
		E(h), z(() => {
			_o(r, 1, `outcome ${V(l) ?? ""}`, "svelte-1va4kcx"), q(o, `${d[V(l)] ?? V(l) ?? ""}.`);
		}), U("click", y, p), K(e, n);
	};
	J(v, (e) => {
		V(l) === null ? e(y) : e(b, -1);
	}), E(m), z(() => {
		X(m, "aria-labelledby", `${n}-title`), X(m, "data-experiment", t.experiment.id), X(m, "data-status", V(l) ?? "locked"), X(h, "id", `${n}-title`), q(g, t.experiment.title);
	}), K(e, m), A();
}
var hS, gS, _S, vS, yS, bS, xS, SS, CS, wS = t((() => {
	Q(), Z(), Is(), fc(), Zb(), Gb(), Uy(), mb(), pS(), hS = /* @__PURE__ */ W("<label class=\"option svelte-1va4kcx\"><input type=\"radio\" class=\"svelte-1va4kcx\"/> <span> </span></label>"), gS = /* @__PURE__ */ W("<fieldset class=\"svelte-1va4kcx\"><legend class=\"hidden-visually\">Your prediction</legend> <!></fieldset>"), _S = /* @__PURE__ */ W("<span> </span>"), vS = /* @__PURE__ */ W("<p class=\"number svelte-1va4kcx\"><label>Your prediction</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-1va4kcx\"/> <!></p>"), yS = /* @__PURE__ */ W("<p class=\"error svelte-1va4kcx\" role=\"alert\"> </p>"), bS = /* @__PURE__ */ W("<form><!> <!> <div class=\"actions\"><button class=\"button main\" type=\"submit\"> </button> <button class=\"button quiet\" type=\"button\">Skip: show me</button></div></form>"), xS = /* @__PURE__ */ W("<button class=\"button\">Show this run in the lab</button>"), SS = /* @__PURE__ */ W("<div tabindex=\"-1\" role=\"status\"><p class=\"reply svelte-1va4kcx\"><strong class=\"svelte-1va4kcx\"> </strong> <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button quiet\">Predict again</button></div>", 1), CS = /* @__PURE__ */ W("<section class=\"card svelte-1va4kcx\"><h4 class=\"svelte-1va4kcx\"> </h4> <div class=\"prose small\"><!></div> <!></section>"), Pi(["click"]);
})), TS = t((() => {}));
// src/lib/models/minimum.ts
function ES(e) {
	if (!e.convex) return null;
	let t = e.solve ? e.solve() : kS(e);
	if (t === null) return null;
	let { values: n } = DS(e, t, !0);
	return {
		weights: t,
		loss: B_(e, t),
		steepest: Math.max(n[0] ?? 0, 0)
	};
}
function DS(e, t, n = !1, r) {
	let i = OS(e, t), a = e.size;
	r && i.forEach((e, t) => i[t] = e / Math.sqrt(r[t % a] * r[Math.floor(t / a)]));
	let o = Array.from({ length: a }, (e, t) => t), s = n && e.isFree ? o.filter((n) => e.isFree(t, n)) : o;
	return s.length === a ? tl(i, a) : tl(Float64Array.from(s.flatMap((e) => s.map((t) => i[e * a + t]))), s.length);
}
function OS(e, t) {
	let n = e.size, r = new Float64Array(n * n), i = new Float64Array(n), a = e.hessianAt(t);
	for (let e = 0; e < n; e++) i.fill(0), i[e] = 1, a(i, r.subarray(e * n, (e + 1) * n));
	return r;
}
function kS(e) {
	let t = e.size, n = new Float64Array(t), r = B_(e, n), i = e.majorizer?.();
	for (let t = 0; t < NS; t++) {
		let t = V_(e, n), a = OS(e, n), o = jS(e, a, t);
		if (o === null && i && (o = jS(e, i, t)), o === null) return null;
		let s = i ?? a, c = MS(s, o) / MS(s, n);
		if (c <= IS) {
			if (n = n.map((e, t) => e - o[t]), c <= LS) return n;
			continue;
		}
		let l = AS(e, n, r, o, i ? FS : PS), u = l === null && i ? jS(e, i, t) : null;
		if (u && (l = AS(e, n, r, u, PS)), l === null) return null;
		n = l, r = B_(e, n);
	}
	return null;
}
function AS(e, t, n, r, i) {
	for (let a = 0, o = 1; a < i; a++, o /= 2) {
		let i = t.map((e, t) => e - o * r[t]);
		if (B_(e, i) < n) return i;
	}
	return null;
}
function jS(e, t, n) {
	let r = e.size, i = 0;
	for (let e = 0; e < r; e++) i += t[e * r + e];
	if (!(i > 0 && i < Infinity)) return null;
	let a = t.slice();
	for (let t of e.redundant) for (let e = 0; e < r; e++) for (let n = 0; n < r; n++) a[e * r + n] += i / r * t[e] * t[n];
	for (let e = 0; e < 1e3 * i; e = e === 0 ? 1e-9 * i / r : 10 * e) {
		let t = a.slice();
		for (let n = 0; n < r; n++) t[n * r + n] += e;
		let i = $c(t, r);
		if (i) return el(i, n);
	}
	return null;
}
function MS(e, t) {
	let n = t.length, r = 0;
	for (let i = 0; i < n; i++) for (let a = 0; a < n; a++) r += t[i] * e[i * n + a] * t[a];
	return Math.sqrt(Math.max(r, 0));
}
var NS, PS, FS, IS, LS, RS = t((() => {
	H_(), il(), NS = 200, PS = 40, FS = 5, IS = 1e-6, LS = 1e-10;
}));
// src/lib/models/terrain.ts
function zS(e, t, n, r) {
	let i = /* @__PURE__ */ new Float64Array(1681), a = new Float64Array(e.target.length);
	for (let o = 0; o < 41; o++) for (let s = 0; s < 41; s++) {
		let c = t(n[0] + (n[1] - n[0]) * s / US, r[0] + (r[1] - r[0]) * o / US);
		z_(e, c, a);
		let l = e.loss(a, c);
		i[o * 41 + s] = Number.isNaN(l) ? Infinity : l;
	}
	let o = BS(i);
	return {
		x: n,
		y: r,
		values: o,
		lowest: o.reduce((e, t) => Math.min(e, t), Infinity)
	};
}
function BS(e) {
	let [t, n] = [41, 161], r = new Float64Array(t * n);
	for (let i = 0; i < t; i++) VS(e, i * t, 1, r, i * n, 1);
	let i = new Float64Array(n * n);
	for (let e = 0; e < n; e++) VS(r, e, n, i, e, n);
	return i;
}
function VS(e, t, n, r, i, a) {
	let o = US, s = (r) => {
		if (r >= 0 && r <= o) return e[t + r * n];
		let [i, a, s] = r < 0 ? [
			0,
			1,
			2
		] : [
			o,
			39,
			38
		];
		return 3 * e[t + i * n] - 3 * e[t + a * n] + e[t + s * n];
	};
	for (let e = 0; e < o; e++) {
		let [t, n, o, c] = [
			s(e - 1),
			s(e),
			s(e + 1),
			s(e + 2)
		];
		for (let s = 0; s < WS; s++) {
			let l = s / WS, u = n + l / 2 * (o - t + l * (2 * t - 5 * n + 4 * o - c + l * (3 * (n - o) + c - t)));
			r[i + (e * WS + s) * a] = s === 0 ? n : Number.isFinite(u) ? u : Math.max(n, o);
		}
	}
	r[i + 160 * a] = s(o);
}
function HS({ x: e, y: t, values: n }, r) {
	let i = [], [a, o] = [(e[1] - e[0]) / 160, (t[1] - t[0]) / 160], s = /* @__PURE__ */ new Float64Array(4);
	for (let c = 0; c < 160; c++) for (let l = 0; l < 160; l++) {
		let u = 0;
		for (let e = 0; e < 4; e++) s[e] = n[(c + KS[e]) * 161 + l + GS[e]], s[e] > r && u++;
		if (u === 0 || u === 4) continue;
		let d = [];
		for (let n = 0; n < 4; n++) {
			let i = (n + 1) % 4, [u, f] = [s[n], s[i]];
			if (u > r == f > r) continue;
			let p = Number.isFinite(u) && Number.isFinite(f) ? (r - u) / (f - u) : .5;
			d.push(e[0] + (l + GS[n] + p * (GS[i] - GS[n])) * a, t[0] + (c + KS[n] + p * (KS[i] - KS[n])) * o);
		}
		for (let e = 0; e + 3 < d.length; e += 4) i.push(...d.slice(e, e + 4));
	}
	return i;
}
var US, WS, GS, KS, qS = t((() => {
	H_(), US = 40, WS = 4, GS = [
		0,
		1,
		1,
		0
	], KS = [
		0,
		0,
		1,
		1
	];
})), JS = t((() => {})), YS = /* @__PURE__ */ n({ default: () => XS });
function XS(e, t) {
	k(t, !0);
	let n = Es(t, "height", 3, 340), r = 1.22, i = /* @__PURE__ */ j(() => t.lab.trained.model), a = /* @__PURE__ */ j(() => t.lab.run), o = /* @__PURE__ */ j(() => t.lab.weightNames), s = /* @__PURE__ */ j(() => t.lab.axes), c = /* @__PURE__ */ j(() => l(V(s), 2)), u = /* @__PURE__ */ j(() => V(c)[0]), d = /* @__PURE__ */ j(() => V(c)[1]), f = /* @__PURE__ */ N(null);
	function p() {
		let e = V(a).epochs;
		for (; e > 0 && !G_(V(a), e).every(Number.isFinite);) e--;
		return e;
	}
	let m = /* @__PURE__ */ j(() => t.lab.best), h = /* @__PURE__ */ j(() => V(m) ?? (V(a) ? Array.from(W_(V(a), p())) : null)), g = /* @__PURE__ */ j(() => {
		if (!V(i) || !V(h)) return [1, 1];
		let e = (B_(V(i), V(i).fromUserUnits(t.lab.startWeights)) - t.lab.floor) / 25, n = OS(V(i), V(i).fromUserUnits(V(h))), a = [V(u), V(d)].map((a) => {
			let o = Math.abs(t.lab.startWeights[a] - V(h)[a]), s = 4 * Math.max(o, Math.abs(V(h)[a])) || Infinity, c = V(i).problem.units === null ? Math.sqrt(2 * e / n[a * V(i).size + a]) : 0;
			return r * Math.max(o, .35 * Math.abs(V(h)[a]), Math.min(c || 0, s), 1e-6);
		});
		return [a[0], a[1]];
	}), _ = /* @__PURE__ */ j(() => {
		if (!V(i)?.convex || !V(h)) return null;
		let e = V(h), n = (n) => {
			let r = t.lab.axes[n];
			return {
				domain: [e[r] - V(g)[n], e[r] + V(g)[n]],
				title: V(o)[r] === "intercept" ? "intercept" : `weight of ${V(o)[r]}`,
				count: 5
			};
		}, r = V(o).length > 2;
		return {
			at(t, n) {
				let r = [...e];
				return [r[V(u)], r[V(d)]] = [t, n], V(i).fromUserUnits(r);
			},
			axes: [n(0), n(1)],
			best: V(m) ? [V(m)[V(u)], V(m)[V(d)]] : null,
			note: r ? `A slice through the loss: all other weights are those ${V(m) ? "with the lowest loss" : "at the end of the run"}.` : ""
		};
	});
	function v(e) {
		let t = G_(V(a), p());
		return {
			model: e,
			origin: t,
			...DS(e, t)
		};
	}
	let y = /* @__PURE__ */ N(null);
	vr(() => {
		let e = V(i);
		if (!e || e.convex || !V(a)) return;
		let t = setTimeout(() => P(y, v(e)), 120);
		return () => clearTimeout(t);
	});
	let b = /* @__PURE__ */ j(() => !V(i) || V(i).convex || !V(a) ? null : V(y)?.model === V(i) ? V(y) : ii(() => v(V(i)))), S = /* @__PURE__ */ j(() => {
		if (!V(i) || !V(b) || !V(a)) return null;
		let { origin: e, values: t, vectors: n } = V(b), [o, s] = n, c = (t, n) => t.reduce((t, r, i) => t + r * (n[i] - e[i]), 0), l = Array.from({ length: V(a).epochs + 1 }, (e, t) => {
			let n = G_(V(a), t);
			return [c(o, n), c(s, n)];
		}), u = [0, 1].map((e) => {
			let t = .5;
			for (let n of l) {
				let r = Math.abs(n[e]);
				r > t && r < 20 && (t = r);
			}
			return r * t;
		}), d = Array.from(t).reduce((e, t) => e + Math.abs(t), 0), f = (Math.abs(t[0]) + Math.abs(t[1])) / d, p = (e) => ({
			domain: [-u[e], u[e]],
			title: `along the ${e ? "second" : "first"} direction, λ = ${$(t[e], 3)}`,
			count: 5
		});
		return {
			at: (t, n) => Array.from(e, (e, r) => e + t * o[r] + n * s[r]),
			place: (e) => l[e],
			axes: [p(0), p(1)],
			best: null,
			note: `The plane of the two directions in which the loss is most curved where the run ends; they have ${pu(f)} of the curvature of all ${V(i).size}. The path is projected onto it.`
		};
	}), C = /* @__PURE__ */ j(() => V(_) ?? V(S)), w = (e) => V(S)?.place(e) ?? [V(a).weights[e * V(a).p + V(u)], V(a).weights[e * V(a).p + V(d)]], T = /* @__PURE__ */ j(() => V(f) ?? V(C)?.axes), ee = /* @__PURE__ */ N(null);
	vr(() => {
		let [e, t] = [V(C), V(i)];
		if (!e || !t || V(f)) return;
		let n = setTimeout(() => {
			P(ee, zS(t, e.at, e.axes[0].domain, e.axes[1].domain));
		}, 120);
		return () => clearTimeout(n);
	});
	let te = /* @__PURE__ */ j(() => {
		if (!V(ee) || !V(i)) return [];
		let e = Math.min(V(ee).lowest, Number.isNaN(t.lab.floor) || V(o).length > 2 ? Infinity : t.lab.floor), n = B_(V(i), V(i).fromUserUnits(t.lab.startWeights)) - e, r = V(ee).values.filter(Number.isFinite), a = n > 0 && Number.isFinite(n) ? 2 * n : Math.max(...r) - e;
		return Array.from({ length: 9 }, (t, n) => e + a / 3.2 ** n);
	}), ne = /* @__PURE__ */ j(() => V(ee) ? V(te).map((e) => HS(V(ee), e)) : []), re = 1e3, ie = /* @__PURE__ */ j(() => {
		if (!V(ee)) return [];
		let { x: e, y: t } = V(ee), n = ([e, t], n) => (re * (n - e) / (t - e)).toFixed(1);
		return V(ne).map((r) => {
			let i = "";
			for (let a = 0; a < r.length; a += 4) i += `M${n(e, r[a])},${n(t, r[a + 1])}L${n(e, r[a + 2])},${n(t, r[a + 3])}`;
			return i;
		});
	});
	function ae({ x: e, y: t }) {
		let [[n, r], [i, a]] = [V(ee).x, V(ee).y];
		return `matrix(${(e(r) - e(n)) / re} 0 0 ${(t(a) - t(i)) / re} ${e(n)} ${t(i)})`;
	}
	function oe(e, { x: t, y: n }) {
		let r = ([e, r]) => [t(e), n(r)], [i, a] = [r(w(0)), r(V(C)?.best ?? [0, 0])], o = null;
		for (let s = 0; s < e.length; s += 4) {
			let c = r([e[s], e[s + 1]]);
			c[0] > t.range[0] + 30 && c[0] < t.range[1] - 30 && c[1] > n.range[1] + 15 && c[1] < n.range[0] - 15 && (!o || c[1] < o[1]) && !am(c, i, a) && (o = c);
		}
		return o;
	}
	let se = /* @__PURE__ */ j(() => t.lab.shownEpoch);
	function ce(e, t, { x: n, y: r }) {
		return im(t - e + 1, (t) => n(w(e + t)[0]), (t) => r(w(e + t)[1]));
	}
	let le = /* @__PURE__ */ j(() => t.lab.weights && V(i)?.convex ? `At epoch ${V(se)} the path is at ${V(o)[V(u)]} ${$(t.lab.weights[V(u)])}, ${V(o)[V(d)]} ${$(t.lab.weights[V(d)])}${V(m) && t.lab.revealed ? `; the lowest loss is at ${$(V(m)[V(u)])}, ${$(V(m)[V(d)])}` : ""}.` : `The path of the run at epoch ${V(se)}, in the plane of the two most curved directions.`);
	{
		let r = (e) => {
			var n = G(), r = I(n), i = (e) => {
				var n = ZS();
				U("click", n, () => t.lab.setStart(null)), K(e, n);
			}, a = /* @__PURE__ */ j(() => t.lab.start && !t.lab.hidden.has("start"));
			J(r, (e) => {
				V(a) && e(i);
			}), K(e, n);
		}, s = /* @__PURE__ */ j(() => V(i)?.convex === !1 ? "Loss over its two most curved directions" : "Loss over two weights"), c = /* @__PURE__ */ j(() => V(i)?.convex === !1 ? "Hessian" : "weights"), l = /* @__PURE__ */ j(() => V(C)?.note ?? "");
		Wu(e, {
			get title() {
				return V(s);
			},
			get word() {
				return V(c);
			},
			get text() {
				return V(le);
			},
			get note() {
				return V(l);
			},
			controls: r,
			children: (e, r) => {
				var s = G(), c = I(s), l = (e) => {
					var r = aC(), a = I(r);
					{
						let e = (e, n = x) => {
							let r = /* @__PURE__ */ j(() => n());
							var a = rC(), o = F(a), s = (e) => {
								var t = $S();
								Y(t, 21, () => V(ie), Aa, (e, t) => {
									var n = QS();
									z(() => X(n, "d", V(t))), K(e, n);
								}), E(t), z((e) => X(t, "transform", e), [() => ae(n())]), K(e, t);
							};
							J(o, (e) => {
								V(ee) && e(s);
							});
							var c = R(o);
							Y(c, 17, () => V(ne), Aa, (e, t, r, i) => {
								let a = /* @__PURE__ */ j(() => r % 2 == 1 ? oe(V(t), n()) : null);
								var o = G(), s = I(o), c = (e) => {
									var t = eC(), n = L(t, !0);
									z((e) => {
										X(t, "x", V(a)[0]), X(t, "y", V(a)[1]), q(n, e);
									}, [() => $(V(te)[r], 2)]), K(e, t);
								};
								J(s, (e) => {
									V(a) && e(c);
								}), K(e, o);
							});
							var l = R(c), p = R(l), m = R(p), h = (e) => {
								var t = tC(), n = I(t), i = R(n);
								z((e, t, r, a) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(i, "x", r), X(i, "y", a);
								}, [
									() => V(r).x(V(C).best[0]),
									() => V(r).y(V(C).best[1]),
									() => V(r).x(V(C).best[0]) + 13,
									() => V(r).y(V(C).best[1]) - 9
								]), K(e, t);
							};
							J(m, (e) => {
								t.lab.bestShown && V(C).best && e(h);
							});
							var g = R(m), _ = R(g), v = (e) => {
								{
									let r = /* @__PURE__ */ j(() => [V(u), V(d)]);
									Cm(e, {
										get lab() {
											return t.lab;
										},
										get axes() {
											return V(r);
										},
										get scales() {
											return n();
										},
										ongrab: (e) => P(f, e ? V(C).axes : null)
									});
								}
							}, y = (e) => {
								var t = nC(), n = I(t), i = R(n);
								z((e, t, r, a) => {
									X(n, "cx", e), X(n, "cy", t), X(i, "x", r), X(i, "y", a);
								}, [
									() => V(r).x(w(0)[0]),
									() => V(r).y(w(0)[1]),
									() => V(r).x(w(0)[0]),
									() => V(r).y(w(0)[1]) - 13
								]), K(e, t);
							};
							J(_, (e) => {
								t.lab.startMoves && V(i)?.convex ? e(v) : e(y, -1);
							}), E(a), z((e, t, n, r) => {
								X(l, "d", e), X(p, "d", t), X(g, "cx", n), X(g, "cy", r);
							}, [
								() => ce(V(se), Math.max(t.lab.drawnTo, V(se)), n()),
								() => ce(0, V(se), n()),
								() => V(r).x(w(V(se))[0]),
								() => V(r).y(w(V(se))[1])
							]), K(e, a);
						}, r = /* @__PURE__ */ j(() => t.lab.shows("start") ? (e, n, r) => !V(f) && ym(t.lab, [V(u), V(d)], [e, n], r) : void 0);
						dm(a, {
							get x() {
								return V(T)[0];
							},
							get y() {
								return V(T)[1];
							},
							get height() {
								return n();
							},
							label: "Loss contours with the path of the run",
							get onpick() {
								return V(r);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var s = R(a, 2), c = F(s), l = (e) => {
						var n = iC(), r = I(n), i = L(r), a = R(r, 2), s = (e) => {
							Ou(e, { get lab() {
								return t.lab;
							} });
						};
						J(a, (e) => {
							V(o).length > 2 && e(s);
						}), z((e, t) => q(i, `epoch ${V(se) ?? ""}: ${V(o)[V(u)] ?? ""} ${e ?? ""}, ${V(o)[V(d)] ?? ""} ${t ?? ""}`), [() => $(t.lab.weights[V(u)]), () => $(t.lab.weights[V(d)])]), K(e, n);
					};
					J(c, (e) => {
						V(i)?.convex && t.lab.weights && e(l);
					}), E(s), K(e, r);
				};
				J(c, (e) => {
					V(C) && V(T) && V(a) && e(l);
				}), K(e, s);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	A();
}
var ZS, QS, $S, eC, tC, nC, rC, iC, aC, oC = t((() => {
	Q(), Z(), Is(), q_(), Su(), H_(), RS(), qS(), ju(), Ju(), vm(), Tm(), lm(), Em(), xm(), JS(), ZS = /* @__PURE__ */ W("<button class=\"button quiet\">Reset the start</button>"), QS = /* @__PURE__ */ Ji("<path class=\"level svelte-1kzypm4\" vector-effect=\"non-scaling-stroke\"></path>"), $S = /* @__PURE__ */ Ji("<g></g>"), eC = /* @__PURE__ */ Ji("<text class=\"height\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), tC = /* @__PURE__ */ Ji("<path class=\"best\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text\">lowest loss</text>", 1), nC = /* @__PURE__ */ Ji("<circle class=\"from svelte-1kzypm4\" r=\"6\"></circle><text class=\"from-text svelte-1kzypm4\" text-anchor=\"middle\">start</text>", 1), rC = /* @__PURE__ */ Ji("<g class=\"contour\"><!><!><path class=\"ahead\"></path><path class=\"path\"></path><!><circle class=\"now\" r=\"5.5\"></circle><!></g>"), iC = /* @__PURE__ */ W("<span> </span> <!>", 1), aC = /* @__PURE__ */ W("<!> <div class=\"key contour-key\"><!></div>", 1), Pi(["click"]);
}));
// src/lib/diagnosis.ts
function sC(e, t, n, r, i, a) {
	let o = Tc(e.problem, a), s = new vC(e, n, r, i, o), c = s.at(Gg(e, n)), l = s.endsBelow(c) ? s : c, u = s.errorsLeft(), d = Og(e), f = uC(u.map((e, t) => yC(Math.abs(e), d[t]))), p = s.culprit(), m = jc(e);
	return {
		status: s.status,
		cause: cC(s, l, t, m),
		lr: r,
		limit: Hg(e, n),
		best: Wg(e, n),
		advised: l.lr,
		growth: s.growth,
		exact: m,
		forecast: m ? {
			...s.forecast,
			loss: NaN
		} : s.forecast,
		condition: kc(e),
		startLoss: Jg(e, r, 0, o, n),
		finalLoss: s.finalLoss,
		minLoss: e.minLoss,
		noiseStd: Ac(e),
		culprit: p,
		kept: sg(r * e.eigenvalues[p], n),
		worstWeight: f,
		worstError: u[f]
	};
}
function cC(e, t, n, r) {
	let { s: i, rule: a } = e, o = kc(n) > gC;
	if (e.status === "diverging") return "lr_above_limit";
	if (e.status === "converged") return i.rank < i.sigma.length ? "collinear" : r ? "none" : "noise_floor";
	if (e.isWithinNoise) return o ? "collinear" : "noise_floor";
	if (t !== e && e.lr >= dC * Hg(i, a) && !e.steepestIsDone) return "lr_near_limit";
	let s = lC(e, t);
	return s > fC && (!e.steepestIsDone || t.status === "converged") ? "lr_too_small" : o ? "collinear" : kc(i) > (e.steepestIsDone ? mC : hC) ? "slow_direction" : s > pC ? "lr_too_small" : "none";
}
function lC(e, t) {
	if (t.lr <= e.lr) return 1;
	let n = t.lr / e.lr, r = e.forecast.toTolerance;
	return Number.isFinite(r) ? Math.min(n, r / Math.max(t.forecast.toTolerance, 1)) : n;
}
function uC(e) {
	let t = 0;
	return e.forEach((n, r) => {
		(n > e[t] || Number.isNaN(e[t])) && (t = r);
	}), t;
}
var dC, fC, pC, mC, hC, gC, _C, vC, yC, bC = t((() => {
	Vg(), Dc(), a_(), cg(), Gc(), dC = .95, fC = 10, pC = 3, mC = 10, hC = 100, gC = 1e10, _C = .05, vC = class e {
		s;
		rule;
		lr;
		epochs;
		w0;
		growth;
		forecast;
		status;
		first;
		left;
		shares;
		constructor(e, t, n, r, i) {
			this.s = e, this.rule = t, this.lr = n, this.epochs = r, this.w0 = i, this.growth = r_(e, n, t), this.forecast = Dg(e, n, i, t), this.status = Yg(this.growth, this.forecast.toTolerance, r);
			let a = kg(e, i), o = Array.from({ length: e.rank }, (e, t) => t);
			this.first = o.map((e) => Math.max(0, ...a.map((t) => Math.abs(t[e])))), this.shares = o.map((i) => ng(t, n, e.eigenvalues[i], r)), this.left = o.map((e) => this.first[e] === 0 ? 0 : this.first[e] * Math.abs(this.shares[e]));
		}
		at(t) {
			return new e(this.s, this.rule, t, this.epochs, this.w0);
		}
		get steepestIsDone() {
			let e = this.first.findIndex((e) => e > Rg);
			if (e < 0) return !0;
			let t = Math.min(this.first[e], Math.max(...this.left));
			return this.left[e] <= Math.max(1, .01 * t);
		}
		get finalLoss() {
			return Jg(this.s, this.lr, this.epochs, this.w0, this.rule);
		}
		endsBelow(e) {
			return this.status !== "diverging" && this.finalLoss < e.finalLoss * .999999999;
		}
		get isWithinNoise() {
			let e = Mc(this.s, this.w0), t = this.shares.reduce((t, n, r) => t + (n * e[r]) ** 2, 0);
			return Math.sqrt(t) < _C * Ac(this.s);
		}
		errorsLeft() {
			let { s: e } = this, t = Mc(e, this.w0), n = new Float64Array(e.problem.p);
			return this.shares.forEach((r, i) => {
				let a = t[i] / e.sigma[i] * r;
				e.axes[i].forEach((e, t) => n[t] += e === 0 ? 0 : e * a);
			}), wc(e.problem, n);
		}
		culprit() {
			return this.status !== "diverging" && this.left.some((e) => e > 0) ? uC(this.left) : uC(Array.from(this.s.eigenvalues.subarray(0, Math.max(this.s.rank, 1))).map((e) => sg(this.lr * e, this.rule)));
		}
	}, yC = (e, t) => {
		let n = e / t;
		return Number.isNaN(n) ? 0 : n;
	};
}));
// src/lib/models/outlook.ts
function xC(e, t, n, r, i) {
	let a = G_(i, i.epochs);
	if (!(Number.isFinite(i.losses[i.epochs]) && a.every(Number.isFinite))) return "diverging";
	if (Ql(n.name) === null || t === null || !(r <= CC * TC(t.steepest, n))) return null;
	let o = e.inUserUnits(t.weights), [s, c] = [i.epochs, Math.max(i.epochs - 1, 0)].map((t) => e.inUserUnits(G_(i, t))), l = (e) => e.every((e, t) => Math.abs(e - o[t]) <= wC * Math.abs(o[t]));
	return l(s) && l(c) ? "converged" : null;
}
function SC(e, t, n, r) {
	if (Ql(n.name) === null) {
		let { divisors: i } = r;
		if (t === null || !i?.every((e) => e > 0 && e < Infinity)) return null;
		let { values: a } = DS(e, t.weights, !0, i);
		return {
			lr: TC(a[0] ?? 0, n),
			at: Qg
		};
	}
	if (t) return {
		lr: TC(t.steepest, n),
		at: "at the solution"
	};
	let i = G_(r, r.epochs), a = i.every(Number.isFinite) && Number.isFinite(r.losses[r.epochs]), { values: o } = DS(e, a ? i : G_(r, 0));
	return {
		lr: TC(o[0], n),
		at: a ? "where the run ends" : "where it starts"
	};
}
var CC, wC, TC, EC, DC = t((() => {
	q_(), eu(), a_(), RS(), CC = .999, wC = 5e-6, TC = (e, t) => e > 0 ? t.rateLimit(e) : Infinity, EC = (e, t) => t.name === "gd" && e.bound ? 2 / e.bound : null;
}));
// src/model.svelte.ts
function OC(e, { lr: t, epochs: n, rule: r, start: i }) {
	let a = Math.floor(kC / (e.problem.m * e.size)), o = i && MC(i, e.outputs, e.size) ? i : e.firstWeights;
	return U_(e, t, Math.min(n, Math.max(a, 1)), o, r);
}
var kC, AC, jC, MC, NC = t((() => {
	Z(), fc(), q_(), Hl(), RS(), DC(), a_(), eu(), kC = 3e8, AC = .5, jC = class {
		lab;
		#e = /* @__PURE__ */ N({});
		get kits() {
			return V(this.#e);
		}
		set kits(e) {
			P(this.#e, e);
		}
		#t = /* @__PURE__ */ N([]);
		get normals() {
			return V(this.#t);
		}
		set normals(e) {
			P(this.#t, e);
		}
		constructor(e) {
			this.lab = e;
		}
		#n = /* @__PURE__ */ j(() => this.kits[this.lab.model] ?? null);
		get kit() {
			return V(this.#n);
		}
		set kit(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ j(() => {
			let { alpha: e, l1_ratio: t, delta: n, hidden_units: r, loss: i, standardize: a } = this.lab;
			return {
				settings: {
					alpha: e,
					l1_ratio: t,
					delta: n,
					hidden: r
				},
				loss: i,
				standardize: a,
				normals: this.normals
			};
		});
		get recipe() {
			return V(this.#r);
		}
		set recipe(e) {
			P(this.#r, e);
		}
		#i = /* @__PURE__ */ j(() => this.lab.data ? this.build(this.lab.data, this.lab.model, this.recipe) : null);
		get built() {
			return V(this.#i);
		}
		set built(e) {
			P(this.#i, e);
		}
		#a = /* @__PURE__ */ j(() => typeof this.built == "string" ? null : this.built);
		get model() {
			return V(this.#a);
		}
		set model(e) {
			P(this.#a, e);
		}
		#o = /* @__PURE__ */ j(() => typeof this.built == "string" ? this.built : "");
		get fault() {
			return V(this.#o);
		}
		set fault(e) {
			P(this.#o, e);
		}
		#s = /* @__PURE__ */ j(() => this.model && ES(this.model));
		get minimum() {
			return V(this.#s);
		}
		set minimum(e) {
			P(this.#s, e);
		}
		#c = /* @__PURE__ */ j(() => this.model && this.minimum && this.model.inUserUnits(this.minimum.weights));
		get best() {
			return V(this.#c);
		}
		set best(e) {
			P(this.#c, e);
		}
		#l = /* @__PURE__ */ j(() => {
			let { run: e, rule: t } = this.lab;
			return this.model && e ? SC(this.model, this.minimum, Zl[t], e) : null;
		});
		get limit() {
			return V(this.#l);
		}
		set limit(e) {
			P(this.#l, e);
		}
		#u = /* @__PURE__ */ j(() => this.model && EC(this.model, Zl[this.lab.rule]));
		get globalLimit() {
			return V(this.#u);
		}
		set globalLimit(e) {
			P(this.#u, e);
		}
		#d = /* @__PURE__ */ j(() => {
			let { run: e, rule: t, lr: n } = this.lab;
			return this.model && e ? xC(this.model, this.minimum, Zl[t], n, e) : null;
		});
		get status() {
			return V(this.#d);
		}
		set status(e) {
			P(this.#d, e);
		}
		#f = /* @__PURE__ */ j(() => this.kit?.formulas(this.recipe) ?? null);
		get formulas() {
			return V(this.#f);
		}
		set formulas(e) {
			P(this.#f, e);
		}
		async load(e) {
			if (e === "least-squares" || this.kits[e]) return;
			let [{ kit: t }, n] = await Promise.all([Vl[e].load(), e === "network" ? rc() : this.normals]);
			this.normals = n, this.kits = {
				...this.kits,
				[e]: t
			};
		}
		suits(e, t) {
			return t.model === "least-squares" || typeof this.build(e, t.model, this.recipeOf(t)) == "object";
		}
		runOn(e, t) {
			let n = this.build(e, t.model, this.recipeOf(t));
			return n && typeof n == "object" ? OC(n, t) : null;
		}
		#p = /* @__PURE__ */ j(() => this.model && OC(this.model, this.lab.runSettings()));
		get run() {
			return V(this.#p);
		}
		set run(e) {
			P(this.#p, e);
		}
		usualRate() {
			let { model: e, minimum: t } = this;
			if (!e || !Ql(this.lab.rule)) return null;
			let n = DS(e, e.fromUserUnits(this.lab.startWeights)).values[0], r = Math.max(n, t?.steepest ?? 0);
			return r > 0 ? qg(AC * Zl[this.lab.rule].rateLimit(r), 2) : null;
		}
		build(e, t, n) {
			let r = this.kits[t];
			if (!r) return null;
			try {
				return r.build(e, n);
			} catch (e) {
				if (e instanceof zl) return e.message;
				throw e;
			}
		}
		recipeOf(e) {
			let { loss: t, standardize: n } = e;
			return {
				settings: e,
				loss: t,
				standardize: n,
				normals: this.normals
			};
		}
	}, MC = (e, t, n) => t === 1 && e.length === n;
}));
// src/hiding.ts
function PC(e) {
	let t = new URLSearchParams(e).getAll("hide").join(",");
	return new Set(t.split(",").map((e) => e.trim().toLowerCase()).filter(Boolean));
}
function FC(e, t) {
	return t.has(e) || (RC[e] ?? []).some((e) => t.has(e));
}
var IC, LC, RC, zC = t((() => {
	IC = [
		"rate",
		"model",
		"epochs",
		"rule",
		"loss",
		"standardize",
		"start",
		"data"
	], LC = ["rate", "limits"], RC = {
		sweep: LC,
		directions: LC,
		forecast: [...LC, "verdict"],
		reason: [
			...LC,
			"epochs",
			"rule",
			"standardize"
		],
		code: IC,
		prompt: [
			...IC,
			"limits",
			"verdict",
			"forecast"
		]
	};
}));
// src/url.ts
function BC(e) {
	let t = new URLSearchParams();
	for (let [n, r] of Object.entries(WC(e.data))) t.set(n, r);
	for (let [n, r] of Object.entries(GC(e))) t.set(n, r);
	t.set("epoch", String(e.epoch)), e.axes && t.set("axes", e.axes.join(",")), t.set("residuals", e.residuals), t.set("closed", e.closedForm ? "1" : "0");
	for (let n of e.pins) t.append("pin", ZC(n));
	return `#${t.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":")}`;
}
function VC(e) {
	let t = btoa(e.slice(1)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	return `#${XC}${t}`;
}
function HC(e) {
	if (!e.startsWith(`#${XC}`)) return e;
	try {
		return `#${atob(e.slice(5).replaceAll("-", "+").replaceAll("_", "/"))}`;
	} catch {
		return null;
	}
}
function UC(e, t = /* @__PURE__ */ new Set()) {
	let n = HC(e), r = new tw(new URLSearchParams((n ?? "").replace(/^#/, "")), t);
	n === null && r.notices.push("The link is damaged, so the lab opens as it does without one: ask for the link again.");
	let i = r.data(), a = {
		...r.run(),
		data: i ?? Um,
		epoch: r.number("epoch", qm.epoch, [0, Km.epochs[1]], !0),
		axes: r.axes(),
		residuals: r.choice("residuals", JC, qm.residuals),
		closedForm: r.flag("closed", qm.closedForm),
		pins: r.pins()
	};
	return a.epoch > a.epochs && (a.epoch = a.epochs), {
		settings: a,
		namesData: i !== null,
		notices: r.notices
	};
}
function WC(e) {
	let t = { data: e.kind };
	if (e.kind === "lesson") for (let n of qC) t[n] = String(e[n]);
	else e.kind === "example" ? Object.assign(t, {
		points: e.points,
		n: String(e.n),
		seed: String(e.seed)
	}) : e.kind === "case" ? t.case = e.case : e.kind === "dataset" ? t.name = e.name : e.kind === "upload" || e.kind === "file" ? (e.kind === "upload" && (t.id = e.id), e.target && (t.target = e.target), e.drop_missing && (t.drop = "1")) : e.kind === "points" && e.y.length <= 300 && (t.names = e.names.join(","), t.target = e.target, t.columns = e.columns.map(QC).join(";"), t.y = QC(e.y));
	return e.features && (t.features = e.features.join(",")), t;
}
function GC(e) {
	let t = {
		lr: String(e.lr),
		epochs: String(e.epochs),
		rule: e.rule,
		loss: e.loss,
		standardize: e.standardize ? "1" : "0"
	};
	e.model !== "least-squares" && (t.model = e.model);
	for (let n of Vl[e.model].takes) t[n] = String(e[n]);
	return e.start && (t.start = e.start.join(",")), t;
}
function KC(e) {
	if (e === null || e.trim() === "") return null;
	let t = e.split(",").map((e) => e.trim() === "" ? NaN : Number(e));
	return t.every(Number.isFinite) ? t : null;
}
var qC, JC, YC, XC, ZC, QC, $C, ew, tw, nw, rw = t((() => {
	Gm(), zC(), Hl(), Dc(), eu(), Ym(), qC = [
		"n",
		"noise",
		"seed",
		"low",
		"high"
	], JC = [
		"none",
		"lines",
		"squares"
	], YC = 1041, XC = "run=", ZC = (e) => Object.entries(GC(e)).map(([e, t]) => `${e}:${t}`).join(";"), QC = (e) => e.map((e) => String(Number(e.toPrecision(9)))).join(","), $C = {
		lr: "rate",
		...Object.fromEntries([
			...qC,
			"points",
			"case",
			"drop"
		].map((e) => [e, "data"])),
		...Object.fromEntries([
			"alpha",
			"l1_ratio",
			"delta",
			"hidden"
		].map((e) => [e, "model"]))
	}, ew = "A value in the link, for something that is hidden here, cannot be used. Another one is used instead.", tw = class e {
		fields;
		hidden;
		notices = [];
		constructor(e, t) {
			this.fields = e, this.hidden = t;
		}
		note(e, t) {
			this.notices.push(FC($C[e] ?? e, this.hidden) ? ew : t);
		}
		data() {
			let e = qC.some((e) => this.fields.has(e)), t = this.fields.get("data") ?? (e ? "lesson" : null);
			if (t === null) return null;
			let n = this.descriptor(t);
			if (n === null) return this.note("data", `The link's data “${nw(t)}” cannot be opened. The lesson's data are shown instead.`), null;
			let r = this.fields.get("features");
			return r ? {
				...n,
				features: r.split(",")
			} : n;
		}
		descriptor(e) {
			if (e === "lesson") return this.lesson();
			if (e === "example") return {
				kind: e,
				points: this.choice("points", Object.keys(Wm), "lesson-line"),
				n: this.number("n", 100, Km.example, !0),
				seed: this.number("seed", 0, Km.seed, !0)
			};
			if (e === "case") return {
				kind: e,
				case: this.choice("case", Hm, "collinear")
			};
			if (e === "dataset") {
				let t = this.fields.get("name") ?? "";
				return /^[\w-]{1,40}$/.test(t) ? {
					kind: e,
					name: t
				} : null;
			}
			if (e === "file") return {
				kind: e,
				...this.table()
			};
			if (e === "upload") {
				let t = this.fields.get("id") ?? "";
				return /^[\w-]{1,64}$/.test(t) ? {
					kind: e,
					id: t,
					...this.table()
				} : null;
			}
			return e === "points" ? this.points() : null;
		}
		table() {
			let e = this.fields.get("target"), t = e ? { target: e } : {};
			return this.flag("drop", !1) ? {
				...t,
				drop_missing: !0
			} : t;
		}
		lesson() {
			let e = this.number("low", Um.low, Km.range), t = this.number("high", Um.high, Km.range);
			return t <= e && (t = e + 1, this.note("low", `The link's x-range is empty. It now goes from ${e} to ${t}.`)), {
				kind: "lesson",
				n: this.number("n", Um.n, Km.n, !0),
				noise: this.number("noise", Um.noise, Km.noise),
				seed: this.number("seed", Um.seed, Km.seed, !0),
				low: e,
				high: t
			};
		}
		points() {
			let e = KC(this.fields.get("y")), t = (this.fields.get("columns") ?? "").split(";").map(KC), n = (this.fields.get("names") ?? "").split(",").map(nw);
			return e === null || e.length < 2 || e.length > Km.points || t.length !== n.length || t.some((t) => t?.length !== e.length) ? null : {
				kind: "points",
				names: n,
				target: nw(this.fields.get("target") ?? "y"),
				columns: t,
				y: e
			};
		}
		run() {
			let e = this.choice("model", Object.keys(Vl), qm.model), t = Rl(e);
			for (let n of Vl[e].takes) t[n] = this.number(n, t[n], Km[n], n === "hidden");
			return {
				model: e,
				...t,
				lr: this.rate(),
				epochs: this.number("epochs", qm.epochs, Km.epochs, !0),
				rule: this.choice("rule", Object.keys(Zl), qm.rule),
				loss: this.choice("loss", Ec, qm.loss),
				standardize: this.flag("standardize", qm.standardize),
				start: this.start()
			};
		}
		rate() {
			let e = this.number("lr", qm.lr, [-Infinity, Km.lr[1]]);
			return e >= Km.lr[0] ? e : (this.note("lr", `lr=${nw(this.fields.get("lr") ?? "")} in the link is out of range: ${qm.lr} is used.`), qm.lr);
		}
		start() {
			let e = this.fields.get("start");
			if (e === null) return null;
			let t = KC(e), n = t !== null && t.length <= YC && t.every((e) => Math.abs(e) <= 1e9);
			return n || this.note("start", `start=${nw(e)} in the link is not a list of weights: it is ignored.`), n ? t : null;
		}
		axes() {
			let e = KC(this.fields.get("axes"));
			return e?.length === 2 && e[0] !== e[1] && e.every((e) => Number.isInteger(e) && e >= 0 && e < YC) ? [e[0], e[1]] : null;
		}
		pins() {
			return this.fields.getAll("pin").slice(0, Km.pins).map((t) => {
				let n = t.split(";").map((e) => e.split(":")), r = new e(new URLSearchParams(n.filter((e) => e.length === 2)), this.hidden), i = r.run();
				return this.notices.push(...r.notices.map((e) => e === ew ? e : `A pinned run: ${e}`)), i;
			});
		}
		number(e, t, n, r = !1) {
			let i = this.fields.get(e);
			if (i === null) return t;
			let a = i.trim() === "" ? NaN : Number(i);
			if (!Number.isFinite(a)) return this.note(e, `${e}=${nw(i)} in the link is not a number: ${t} is used.`), t;
			let o = Math.min(Math.max(r ? Math.round(a) : a, n[0]), n[1]);
			return o !== a && this.note(e, `${e}=${nw(i)} in the link is out of range: ${o} is used.`), o;
		}
		choice(e, t, n) {
			let r = this.fields.get(e);
			if (r === null) return n;
			let i = t.find((e) => e === r);
			return i === void 0 && this.note(e, `${e}=${nw(r)} in the link is not known: ${n} is used.`), i ?? n;
		}
		flag(e, t) {
			return this.choice(e, ["0", "1"], t ? "1" : "0") === "1";
		}
	}, nw = (e) => e.length > 40 ? `${e.slice(0, 40)}…` : e;
})), iw, aw, ow, sw, cw, lw, uw, dw = t((() => {
	Z(), fc(), X_(), Gm(), q_(), bC(), Hl(), Dc(), a_(), eu(), Gc(), Ym(), NC(), zC(), rw(), iw = 10, aw = {
		huber: "mean Huber loss",
		logistic: "negative log-likelihood",
		softmax: "negative log-likelihood",
		poisson: "negative log-likelihood"
	}, ow = [
		"verdict",
		"contour",
		"losses",
		"weights",
		"directions",
		"steps",
		"compare",
		"play"
	], sw = [
		"verdict",
		"directions",
		"compare",
		"limits",
		"pins"
	], cw = class {
		#e = /* @__PURE__ */ N(qm.data);
		get descriptor() {
			return V(this.#e);
		}
		set descriptor(e) {
			P(this.#e, e);
		}
		#t = /* @__PURE__ */ N(null);
		get data() {
			return V(this.#t);
		}
		set data(e) {
			P(this.#t, e);
		}
		#n = /* @__PURE__ */ N(null);
		get file() {
			return V(this.#n);
		}
		set file(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ N("");
		get version() {
			return V(this.#r);
		}
		set version(e) {
			P(this.#r, e, !0);
		}
		#i = /* @__PURE__ */ N({});
		get words() {
			return V(this.#i);
		}
		set words(e) {
			P(this.#i, e);
		}
		#a = /* @__PURE__ */ N(!1);
		get loading() {
			return V(this.#a);
		}
		set loading(e) {
			P(this.#a, e, !0);
		}
		#o = /* @__PURE__ */ N(!1);
		get opened() {
			return V(this.#o);
		}
		set opened(e) {
			P(this.#o, e, !0);
		}
		#s = /* @__PURE__ */ N("");
		get error() {
			return V(this.#s);
		}
		set error(e) {
			P(this.#s, e, !0);
		}
		#c = /* @__PURE__ */ N([]);
		get notices() {
			return V(this.#c);
		}
		set notices(e) {
			P(this.#c, e);
		}
		hidden;
		#l = /* @__PURE__ */ N(!0);
		get revealed() {
			return V(this.#l);
		}
		set revealed(e) {
			P(this.#l, e, !0);
		}
		#u = /* @__PURE__ */ N(1);
		get speed() {
			return V(this.#u);
		}
		set speed(e) {
			P(this.#u, e, !0);
		}
		#d = /* @__PURE__ */ N(!1);
		get sealed() {
			return V(this.#d);
		}
		set sealed(e) {
			P(this.#d, e, !0);
		}
		#f = /* @__PURE__ */ N(Gn(qm.model));
		get model() {
			return V(this.#f);
		}
		set model(e) {
			P(this.#f, e, !0);
		}
		#p = /* @__PURE__ */ N(Gn(qm.alpha));
		get alpha() {
			return V(this.#p);
		}
		set alpha(e) {
			P(this.#p, e, !0);
		}
		#m = /* @__PURE__ */ N(Gn(qm.l1_ratio));
		get l1_ratio() {
			return V(this.#m);
		}
		set l1_ratio(e) {
			P(this.#m, e, !0);
		}
		#h = /* @__PURE__ */ N(Gn(qm.delta));
		get delta() {
			return V(this.#h);
		}
		set delta(e) {
			P(this.#h, e, !0);
		}
		#g = /* @__PURE__ */ N(Gn(qm.hidden));
		get hidden_units() {
			return V(this.#g);
		}
		set hidden_units(e) {
			P(this.#g, e, !0);
		}
		#_ = /* @__PURE__ */ N(Gn(qm.lr));
		get lr() {
			return V(this.#_);
		}
		set lr(e) {
			P(this.#_, e, !0);
		}
		#v = /* @__PURE__ */ N(Gn(qm.epochs));
		get epochs() {
			return V(this.#v);
		}
		set epochs(e) {
			P(this.#v, e, !0);
		}
		#y = /* @__PURE__ */ N(Gn(qm.rule));
		get rule() {
			return V(this.#y);
		}
		set rule(e) {
			P(this.#y, e, !0);
		}
		#b = /* @__PURE__ */ N(Gn(qm.loss));
		get loss() {
			return V(this.#b);
		}
		set loss(e) {
			P(this.#b, e, !0);
		}
		#x = /* @__PURE__ */ N(Gn(qm.standardize));
		get standardize() {
			return V(this.#x);
		}
		set standardize(e) {
			P(this.#x, e, !0);
		}
		#S = /* @__PURE__ */ N(null);
		get start() {
			return V(this.#S);
		}
		set start(e) {
			P(this.#S, e);
		}
		#C = /* @__PURE__ */ N(Gn(qm.epoch));
		get epoch() {
			return V(this.#C);
		}
		set epoch(e) {
			P(this.#C, e, !0);
		}
		#w = /* @__PURE__ */ N(!1);
		get playing() {
			return V(this.#w);
		}
		set playing(e) {
			P(this.#w, e, !0);
		}
		#T = /* @__PURE__ */ N(null);
		get axesChosen() {
			return V(this.#T);
		}
		set axesChosen(e) {
			P(this.#T, e);
		}
		#E = /* @__PURE__ */ N(Gn(qm.residuals));
		get residuals() {
			return V(this.#E);
		}
		set residuals(e) {
			P(this.#E, e, !0);
		}
		#D = /* @__PURE__ */ N(Gn(qm.closedForm));
		get closedForm() {
			return V(this.#D);
		}
		set closedForm(e) {
			P(this.#D, e, !0);
		}
		#O = /* @__PURE__ */ N([]);
		get pins() {
			return V(this.#O);
		}
		set pins(e) {
			P(this.#O, e);
		}
		#k = /* @__PURE__ */ j(() => this.shows("pins") ? this.pins : []);
		get drawnPins() {
			return V(this.#k);
		}
		set drawnPins(e) {
			P(this.#k, e);
		}
		trained = new jC(this);
		asked = 0;
		nextPin = 1;
		constructor(e = "") {
			this.hidden = PC(e);
		}
		#A = /* @__PURE__ */ j(() => this.model === "least-squares");
		get isLine() {
			return V(this.#A);
		}
		set isLine(e) {
			P(this.#A, e);
		}
		#j = /* @__PURE__ */ j(() => this.isLine ? Ql(this.rule) : null);
		get closedRule() {
			return V(this.#j);
		}
		set closedRule(e) {
			P(this.#j, e);
		}
		#M = /* @__PURE__ */ j(() => this.trained.model?.names ?? this.data?.weight_names ?? ["x", "intercept"]);
		get weightNames() {
			return V(this.#M);
		}
		set weightNames(e) {
			P(this.#M, e);
		}
		#N = /* @__PURE__ */ j(() => this.start && this.startFits ? this.start : this.trained.model?.firstWeights ?? this.data?.lr_start ?? [0, 0]);
		get startWeights() {
			return V(this.#N);
		}
		set startWeights(e) {
			P(this.#N, e);
		}
		#P = /* @__PURE__ */ j(() => {
			let e = this.isLine ? 1 : this.trained.model?.outputs ?? 0;
			return this.start !== null && MC(this.start, e, this.weightNames.length);
		});
		get startFits() {
			return V(this.#P);
		}
		set startFits(e) {
			P(this.#P, e);
		}
		#F = /* @__PURE__ */ j(() => this.weightNames.length === this.data?.weight_names.length && (this.start === null || this.startFits));
		get startMoves() {
			return V(this.#F);
		}
		set startMoves(e) {
			P(this.#F, e);
		}
		#I = /* @__PURE__ */ j(() => this.data && hc(this.data.equivalent, this.data.n, this.loss));
		get own() {
			return V(this.#I);
		}
		set own(e) {
			P(this.#I, e);
		}
		#L = /* @__PURE__ */ j(() => this.own && Oc(gc(this.own)));
		get standard() {
			return V(this.#L);
		}
		set standard(e) {
			P(this.#L, e);
		}
		#R = /* @__PURE__ */ j(() => this.own && Oc(this.own));
		get ownSpectrum() {
			return V(this.#R);
		}
		set ownSpectrum(e) {
			P(this.#R, e);
		}
		#z = /* @__PURE__ */ j(() => this.isLine ? this.standardize ? this.standard : this.ownSpectrum : null);
		get spectrum() {
			return V(this.#z);
		}
		set spectrum(e) {
			P(this.#z, e);
		}
		#B = /* @__PURE__ */ j(() => this.spectrum?.problem ?? null);
		get problem() {
			return V(this.#B);
		}
		set problem(e) {
			P(this.#B, e);
		}
		#V = /* @__PURE__ */ j(() => {
			if (!this.isLine) return this.trained.run;
			let { problem: e, lr: t, epochs: n, startWeights: r, rule: i } = this;
			return e && U_(yc(e), t, n, r, i);
		});
		get run() {
			return V(this.#V);
		}
		set run(e) {
			P(this.#V, e);
		}
		#H = /* @__PURE__ */ j(() => {
			let { spectrum: e, standard: t, closedRule: n, lr: r, epochs: i, startWeights: a } = this;
			return e && t && n && sC(e, t, n, r, i, a);
		});
		get diagnosis() {
			return V(this.#H);
		}
		set diagnosis(e) {
			P(this.#H, e);
		}
		#U = /* @__PURE__ */ j(() => this.isLine ? this.ownSpectrum ? Array.from(this.ownSpectrum.optimum) : null : this.trained.best);
		get best() {
			return V(this.#U);
		}
		set best(e) {
			P(this.#U, e);
		}
		#W = /* @__PURE__ */ j(() => this.isLine ? "closed form" : "lowest loss");
		get bestName() {
			return V(this.#W);
		}
		set bestName(e) {
			P(this.#W, e);
		}
		#G = /* @__PURE__ */ j(() => this.isLine ? this.spectrum?.minLoss ?? 0 : this.trained.minimum?.loss ?? NaN);
		get floor() {
			return V(this.#G);
		}
		set floor(e) {
			P(this.#G, e);
		}
		lossTitle(e) {
			return this.hidden.has("loss") || this.hidden.has("model") ? e : `${e} (${Vl[this.model].squared ? this.loss : aw[this.model]})`;
		}
		#K = /* @__PURE__ */ j(() => {
			if (!this.isLine) return this.trained.limit;
			let { spectrum: e, closedRule: t, run: n } = this;
			if (!e) return null;
			if (t) return {
				lr: Hg(e, t),
				at: ""
			};
			let r = n?.divisors ? Ug(e.problem, Zl[this.rule], n.divisors) : NaN;
			return Number.isNaN(r) ? null : {
				lr: r,
				at: Qg
			};
		});
		get limitThere() {
			return V(this.#K);
		}
		set limitThere(e) {
			P(this.#K, e);
		}
		#q = /* @__PURE__ */ j(() => this.limitThere?.lr ?? Infinity);
		get limit() {
			return V(this.#q);
		}
		set limit(e) {
			P(this.#q, e);
		}
		#J = /* @__PURE__ */ j(() => this.sealed ? 0 : Math.min(this.epoch, this.run?.epochs ?? 0));
		get shownEpoch() {
			return V(this.#J);
		}
		set shownEpoch(e) {
			P(this.#J, e);
		}
		#Y = /* @__PURE__ */ j(() => this.revealed ? this.run?.epochs ?? 0 : this.shownEpoch);
		get drawnTo() {
			return V(this.#Y);
		}
		set drawnTo(e) {
			P(this.#Y, e);
		}
		#X = /* @__PURE__ */ j(() => this.closedForm && this.revealed);
		get bestShown() {
			return V(this.#X);
		}
		set bestShown(e) {
			P(this.#X, e);
		}
		#Z = /* @__PURE__ */ j(() => this.run ? W_(this.run, this.shownEpoch) : null);
		get weights() {
			return V(this.#Z);
		}
		set weights(e) {
			P(this.#Z, e);
		}
		#Q = /* @__PURE__ */ j(() => this.run ? this.run.losses[this.shownEpoch] : NaN);
		get currentLoss() {
			return V(this.#Q);
		}
		set currentLoss(e) {
			P(this.#Q, e);
		}
		#$ = /* @__PURE__ */ j(() => {
			let e = this.weightNames.length, t = this.axesChosen;
			return t && t[0] < e && t[1] < e ? t : [0, this.isLine || e === 1 ? e - 1 : 1];
		});
		get axes() {
			return V(this.#$);
		}
		set axes(e) {
			P(this.#$, e);
		}
		predict(e, t) {
			let { model: n } = this.trained, r = e.length, i = e[0]?.length ?? 0, a = new Float64Array(i * (r + 1)).fill(1);
			e.forEach((e, t) => {
				for (let n = 0; n < i; n++) a[n * (r + 1) + t] = e[n];
			});
			let o = new Float64Array(i * (this.isLine ? 1 : n?.outputs ?? 1));
			return this.isLine || !n ? bc(a, r + 1, t, o) : n.predict(a, t, o), o;
		}
		#ee = /* @__PURE__ */ j(() => this.trained.model?.classes ?? []);
		get classes() {
			return V(this.#ee);
		}
		set classes(e) {
			P(this.#ee, e);
		}
		heights(e) {
			return this.classes.length === 2 ? e.map((e) => this.classes.indexOf(e)) : e;
		}
		shows(e) {
			return e === "start" && !this.startMoves || !this.revealed && sw.includes(e) ? !1 : !FC(e, this.hidden) && !(this.sealed && ow.includes(e));
		}
		setRate(e) {
			Number.isFinite(e) && e > 0 && (this.lr = Jm(e, Km.lr));
		}
		setEpochs(e) {
			let t = this.epoch >= this.epochs;
			this.epochs = Jm(Math.round(e), Km.epochs), this.epoch = t ? this.epochs : Math.min(this.epoch, this.epochs);
		}
		jump(e) {
			this.epoch = Jm(Math.round(e), [0, this.epochs]), this.epoch >= this.epochs && (this.revealed = !0);
		}
		step(e) {
			this.playing = !1, this.jump(this.epoch + e);
		}
		togglePlay() {
			!this.playing && this.epoch >= this.epochs && (this.epoch = 0), this.playing = !this.playing;
		}
		rewind() {
			this.playing = !1, this.epoch = 0;
		}
		setStart(e) {
			this.start = e?.every(Number.isFinite) ? e : null;
		}
		async reset() {
			this.revealed = !0, this.apply({
				...qm,
				data: this.file ? { kind: "file" } : Um
			}), this.notices = [], await this.load(this.descriptor);
		}
		pin() {
			!this.run || this.pins.length >= Km.pins || (this.pins = [...this.pins, this.pinned(this.runSettings(), this.run)]);
		}
		unpin(e) {
			this.pins = this.pins.filter((t) => t.id !== e);
		}
		async choose(e) {
			if (e === this.model || !await this.loadModel(e)) return;
			let { squared: t } = Vl[e], n = t ? this.loss : qm.loss, r = {
				...this.runSettings(),
				model: e,
				...Rl(e),
				loss: n,
				start: null
			};
			if (this.descriptor.kind === "lesson" || this.descriptor.kind === "example" || !this.data || !this.trained.suits(this.data, r)) {
				let { points: t } = Vl[e], n = {
					kind: "example",
					points: t,
					n: 100,
					seed: 0
				};
				if (!await this.load(e === "least-squares" ? Um : n)) return;
			}
			this.applyRun(r), this.axesChosen = null, this.takeUsualRate();
		}
		takeUsualRate() {
			this.isLine && this.descriptor.kind === "lesson" ? this.setRate(qm.lr) : this.spectrum && this.closedRule ? this.setRate(Gg(this.spectrum, this.closedRule)) : this.setRate(this.usualStep() ?? this.trained.usualRate() ?? this.lr);
		}
		usualStep() {
			let { best: e, startWeights: t, epochs: n } = this;
			if (Ql(this.rule) || !e) return null;
			let r = Math.max(...e.map((e, n) => Math.abs(e - t[n])));
			return r > 0 ? qg(iw * r / Math.max(n, 1), 2) : null;
		}
		async loadModel(e) {
			try {
				return await this.trained.load(e), !0;
			} catch {
				return this.error = `The model ${Vl[e].text} could not be loaded: check that the server runs, and choose it again.`, !1;
			}
		}
		async recall(e) {
			await this.loadModel(e.model) && (this.applyRun(e), this.revealed = !0, this.epoch = Math.min(this.epoch, this.epochs));
		}
		async load(e, t = {}) {
			let n = ++this.asked;
			this.loading = !0, this.error = "";
			try {
				let r = await ac(e);
				return n === this.asked && (this.take(e, r), t.advisedRate && this.takeUsualRate(), !0);
			} catch (e) {
				return n === this.asked && (this.error = lw(e)), !1;
			} finally {
				n === this.asked && (this.loading = !1);
			}
		}
		take(e, t) {
			let n = this.data !== null && JSON.stringify(e) !== JSON.stringify(this.descriptor), r = this.data?.weight_names.length;
			this.descriptor = e, this.data = t, r !== void 0 && r !== t.weight_names.length && (this.axesChosen = null), this.startFits || (this.start = null), n && (this.pins = this.pins.map((e) => ({
				...e,
				onOtherData: !0
			})));
		}
		async open(e) {
			let { settings: t, namesData: n, notices: r } = UC(e, this.hidden);
			this.notices = r, this.apply(t), this.revealed = e.length > 1, this.revealed || (this.epoch = 0);
			try {
				let e = await ic();
				this.version = e.version, this.words = e.words, await this.loadModel(this.model) || (this.model = qm.model), this.file = e.file;
				let r = e.data.kind === "lesson" ? {
					...Um,
					...e.data
				} : e.data, i = n ? t.data : r, a = r.kind === "file";
				!await this.load(i, { advisedRate: a && !n }) && i !== r && await this.loadInstead(r, "opening", { advisedRate: a }), this.error && a && await this.loadInstead(Um, "lesson’s"), await this.restorePins(t.pins);
			} catch (e) {
				this.error = lw(e);
			} finally {
				this.opened = !0;
			}
		}
		async loadInstead(e, t, n) {
			if (!this.error) return;
			let r = `${this.hidden.has("data") ? "The data of the link cannot be opened." : uw(this.error)} The ${t} data are shown instead.`;
			await this.load(e, n) && (this.notices = [...this.notices, r]);
		}
		runSettings() {
			let { model: e, alpha: t, l1_ratio: n, delta: r, lr: i, epochs: a, rule: o, loss: s, standardize: c, start: l } = this;
			return {
				model: e,
				alpha: t,
				l1_ratio: n,
				delta: r,
				hidden: this.hidden_units,
				lr: i,
				epochs: a,
				rule: o,
				loss: s,
				standardize: c,
				start: l
			};
		}
		settings() {
			return {
				...this.runSettings(),
				data: this.descriptor,
				epoch: this.epoch,
				axes: this.axesChosen,
				residuals: this.residuals,
				closedForm: this.closedForm,
				pins: this.pins.filter((e) => !e.onOtherData)
			};
		}
		apply(e) {
			this.applyRun(e), this.descriptor = e.data, this.epoch = e.epoch, this.axesChosen = e.axes, this.residuals = e.residuals, this.closedForm = e.closedForm, this.playing = !1, this.pins = [];
		}
		applyRun(e) {
			this.model = e.model, this.alpha = e.alpha, this.l1_ratio = e.l1_ratio, this.delta = e.delta, this.hidden_units = e.hidden, this.lr = e.lr, this.epochs = e.epochs, this.rule = e.rule, this.loss = e.loss, this.standardize = e.standardize, this.start = e.start;
		}
		async restorePins(e) {
			let { data: t } = this;
			if (t) for (let n of e) {
				if (!await this.loadModel(n.model)) continue;
				let e = n.model === "least-squares" ? J_(t, n) : this.trained.runOn(t, n);
				e && (this.pins = [...this.pins, this.pinned(n, e)]);
			}
		}
		pinned(e, t) {
			let n = new Set(this.pins.map((e) => e.color)), r = Array.from({ length: Km.pins }, (e, t) => t).find((e) => !n.has(e)) ?? 0;
			return {
				...e,
				start: e.start && [...e.start],
				id: this.nextPin++,
				color: r,
				run: t,
				onOtherData: !1
			};
		}
	}, lw = (e) => e instanceof tc ? e.message : `Something went wrong: ${String(e)}`, uw = (e) => /[.!?]$/.test(e) ? e : `${e}.`;
})), fw = t((() => {})), pw = /* @__PURE__ */ n({ default: () => mw });
function mw(e, t) {
	k(t, !0);
	async function n(e) {
		let t = Wy(e), n = new cw("?hide=start,residuals,pins");
		return !t || !await Yy(n, t) ? null : (n.jump(n.epochs), {
			line: e,
			lab: n
		});
	}
	let r = /* @__PURE__ */ j(() => Promise.all(t.lines.map(n)));
	var i = G();
	ba(I(i), () => V(r), null, (e, t) => {
		var n = G();
		Y(I(n), 17, () => V(t), (e) => e?.line, (e, n) => {
			var r = G(), i = I(r), a = (e) => {
				let r = /* @__PURE__ */ j(() => V(n));
				var i = gw(), a = F(i), o = (e) => {
					Om(e, {
						get lab() {
							return V(r).lab;
						},
						height: 270
					});
				}, s = (e) => {
					XS(e, {
						get lab() {
							return V(r).lab;
						},
						height: 270
					});
				};
				J(a, (e) => {
					V(r).lab.isLine ? e(o) : e(s, -1);
				});
				var c = R(a, 2), l = (e) => {
					jh(e, {
						get lab() {
							return V(r).lab;
						},
						height: 270
					});
				};
				J(c, (e) => {
					V(t).length === 1 && e(l);
				});
				var u = R(c, 2), d = R(F(u));
				Y(d, 21, () => V(r).line.split(" "), Aa, (e, t) => {
					var n = hw(), r = I(n), i = L(r, !0), a = R(r, 1, !0);
					a.nodeValue = " ", z(() => q(i, V(t))), K(e, n);
				}), E(d), E(u), E(i), z(() => X(i, "data-picture", V(r).line)), K(e, i);
			};
			J(i, (e) => {
				V(n) && e(a);
			}), K(e, r);
		}), K(e, n);
	}), K(e, i), A();
}
var hw, gw, _w = t((() => {
	Q(), Z(), oC(), dw(), mb(), fw(), hw = /* @__PURE__ */ W("<span class=\"svelte-vjg24b\"> </span> ", 1), gw = /* @__PURE__ */ W("<div class=\"picture svelte-vjg24b\"><!> <!> <p class=\"svelte-vjg24b\">The run of <code></code></p></div>");
}));
// src/panels/learn/SectionView.svelte
function vw(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.learning), r = /* @__PURE__ */ j(() => V(n).lesson?.sections ?? []), i = /* @__PURE__ */ j(() => V(r).findIndex((e) => e.id === t.section.id)), a = /* @__PURE__ */ j(() => V(r)[V(i) - 1]), o = /* @__PURE__ */ j(() => V(r)[V(i) + 1]), s = /* @__PURE__ */ j(() => t.section.experiments), c = /* @__PURE__ */ j(() => V(n).promptsOf(t.section)), l = /* @__PURE__ */ j(() => V(n).quiz?.filter((e) => e.topic === t.section.id).length ?? 0), u = /* @__PURE__ */ j(() => V(n).isRead(t.section.id)), d = /* @__PURE__ */ j(() => Zy(t.section, V(r)).filter((e) => !V(n).isLocked(Wy(e), t.section))), f = /* @__PURE__ */ j(() => V(s).every((e) => V(n).isDone(e.id))), p = () => Promise.resolve().then(() => (_w(), pw)), m = /* @__PURE__ */ N(void 0), h = /* @__PURE__ */ N(void 0);
	Ps(() => {
		V(n).loadQuiz();
		for (let e of V(m)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
		V(h)?.focus({ preventScroll: !0 });
	});
	async function g(e) {
		await Xy(t.panels.lab, e) && t.panels.reveal();
	}
	function _() {
		V(n).markRead(t.section.id), V(n).go(V(o)?.id ?? null);
	}
	function v() {
		V(n).topic = t.section.id, V(n).itemId = V(n).nextItem(null)?.id ?? null, V(n).view = "quiz";
	}
	var y = kw(), b = F(y), x = R(b, 2), S = F(x), C = R(S), w = (e) => {
		K(e, yw());
	};
	J(C, (e) => {
		V(u) && e(w);
	}), E(x);
	var T = R(x, 2), ee = L(T, !0);
	ps(T, (e) => P(h, e), () => V(h));
	var te = R(T, 2), ne = L(te, !0), re = R(te, 2), ie = (e) => {
		var t = bw();
		Y(R(I(t), 2), 17, () => V(s), (e) => e.id, (e, t) => {
			mS(e, {
				get learning() {
					return V(n);
				},
				get experiment() {
					return V(t);
				},
				ontry: g
			});
		}), Re(2), K(e, t);
	};
	J(re, (e) => {
		V(s).length && e(ie);
	});
	var ae = R(re, 2), oe = (e) => {
		var t = G();
		ba(I(t), p, null, (e, t) => {
			var n = /* @__PURE__ */ j(() => {
				var { default: e } = V(t);
				return { SectionPicture: e };
			}), r = /* @__PURE__ */ j(() => V(n).SectionPicture), i = G();
			Ka(I(i), () => V(r), (e, t) => {
				t(e, { get lines() {
					return V(d);
				} });
			}), K(e, i);
		}), K(e, t);
	};
	J(ae, (e) => {
		V(d).length && V(f) && e(oe);
	});
	var se = R(ae, 2);
	Ba(se, () => t.section.html, !0), E(se), ps(se, (e) => P(m, e), () => V(m));
	var ce = R(se, 2), le = (e) => {
		var r = ww(), i = R(I(r), 2);
		Y(i, 21, () => t.section.see, (e) => e.line, (e, r) => {
			let i = /* @__PURE__ */ j(() => Wy(V(r).line));
			var a = Cw(), o = F(a), s = L(F(o), !0);
			E(o);
			var c = R(o, 2), l = F(c), u = (e) => {
				K(e, xw());
			}, d = /* @__PURE__ */ j(() => V(i) && V(n).isLocked(V(i), t.section)), f = (e) => {
				var t = Sw();
				U("click", t, () => g(V(i))), K(e, t);
			};
			J(l, (e) => {
				V(d) ? e(u) : V(i) && e(f, 1);
			}), $b(R(l, 2), {
				get text() {
					return V(r).line;
				},
				label: "Copy"
			}), E(c), E(a), z(() => q(s, V(r).line)), K(e, a);
		}), E(i), K(e, r);
	};
	J(ce, (e) => {
		t.section.see.length && e(le);
	});
	var ue = R(ce, 2), de = (e) => {
		var t = Tw();
		Y(R(I(t), 2), 17, () => V(c), (e) => e.id, (e, t) => {
			px(e, {
				get learning() {
					return V(n);
				},
				get prompt() {
					return V(t);
				}
			});
		}), K(e, t);
	};
	J(ue, (e) => {
		V(c).length && e(de);
	});
	var fe = R(ue, 2), pe = (e) => {
		var t = Ew(), n = F(t), r = L(n);
		E(t), z(() => q(r, `${V(l) ?? ""} quiz question${V(l) === 1 ? "" : "s"} on this section`)), U("click", n, v), K(e, t);
	};
	J(fe, (e) => {
		V(l) && e(pe);
	});
	var me = R(fe, 2), he = F(me), ge = (e) => {
		var r = Dw();
		let i;
		var a = L(r, !0);
		z(() => {
			i = _o(r, 1, "button", null, i, { quiet: V(u) }), q(a, V(u) ? "Mark as unread" : "Mark as read");
		}), U("click", r, () => V(n).markRead(t.section.id, !V(u))), K(e, r);
	};
	J(he, (e) => {
		(V(u) || V(o)) && e(ge);
	});
	var _e = R(he, 2), ve = (e) => {
		var t = Ow(), r = L(t);
		z(() => q(r, `← ${V(a).title ?? ""}`)), U("click", t, () => V(n).go(V(a).id)), K(e, t);
	};
	J(_e, (e) => {
		V(a) && e(ve);
	});
	var ye = R(_e, 2), be = L(ye, !0);
	E(me), E(y), z(() => {
		q(S, `Section ${V(i) + 1} of ${V(r).length ?? ""} · ${t.section.minutes ?? ""} min`), q(ee, t.section.title), q(ne, t.section.summary), q(be, V(o) ? `${V(o).title} →` : "Finish the lesson");
	}), U("click", b, () => V(n).go(null)), U("click", ye, _), K(e, y), A();
}
var yw, bw, xw, Sw, Cw, ww, Tw, Ew, Dw, Ow, kw, Aw = t((() => {
	Q(), Z(), Is(), nx(), wS(), vx(), mb(), TS(), yw = /* @__PURE__ */ W("<span class=\"tick\">· ✓ read</span>"), bw = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">Predict first</h3> <!> <h3 class=\"svelte-17l514s\">Then read</h3>", 1), xw = /* @__PURE__ */ W("<span class=\"locked svelte-17l514s\">You can run this in the lab after your prediction above</span>"), Sw = /* @__PURE__ */ W("<button class=\"button\">Try it in the lab</button>"), Cw = /* @__PURE__ */ W("<li class=\"svelte-17l514s\"><p><code class=\"svelte-17l514s\"> </code></p> <div class=\"actions on-screen\"><!> <!></div></li>"), ww = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">See it</h3> <ul class=\"see svelte-17l514s\"></ul>", 1), Tw = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">In your own words</h3> <!>", 1), Ew = /* @__PURE__ */ W("<p class=\"quiz svelte-17l514s\"><button class=\"button\"> </button></p>"), Dw = /* @__PURE__ */ W("<button> </button>"), Ow = /* @__PURE__ */ W("<button class=\"button\"> </button>"), kw = /* @__PURE__ */ W("<article><button class=\"button quiet back svelte-17l514s\">← All sections</button> <p class=\"eyebrow\"> <!></p> <h2 tabindex=\"-1\" class=\"svelte-17l514s\"> </h2> <p class=\"summary svelte-17l514s\"> </p> <!> <!>  <div class=\"prose\"></div> <!> <!> <!> <footer class=\"svelte-17l514s\"><!> <!> <button class=\"button main svelte-17l514s\"> </button></footer></article>"), Pi(["click"]);
})), jw = t((() => {})), Mw = t((() => {})), Nw = /* @__PURE__ */ n({ default: () => Pw });
function Pw(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.learning), r = [
		{
			value: "lesson",
			text: "Lesson"
		},
		{
			value: "quiz",
			text: "Quiz"
		},
		{
			value: "words",
			text: "Your words"
		},
		{
			value: "progress",
			text: "Progress"
		}
	];
	Ps(() => void V(n).load());
	var i = Rw(), a = I(i);
	Rm(F(a), {
		label: "Part of the lesson",
		showLabel: !1,
		get choices() {
			return r;
		},
		get value() {
			return V(n).view;
		},
		set value(e) {
			V(n).view = e;
		}
	}), E(a);
	var o = R(a, 2), s = (e) => {
		var n = Fw(), r = L(n, !0);
		z(() => q(r, t.panels.progress.notice)), K(e, n);
	};
	J(o, (e) => {
		t.panels.progress.notice && e(s);
	});
	var c = R(o, 2), l = (e) => {
		var t = Iw(), r = F(t), i = R(r);
		E(t), z(() => q(r, `${V(n).error ?? ""} `)), U("click", i, () => V(n).load()), K(e, t);
	};
	J(c, (e) => {
		V(n).error && e(l);
	});
	var u = R(c, 2), d = (e) => {
		var r = G(), i = I(r), a = (e) => {
			sS(e, { get learning() {
				return V(n);
			} });
		}, o = (e) => {
			bx(e, { get learning() {
				return V(n);
			} });
		}, s = (e) => {
			Dx(e, { get learning() {
				return V(n);
			} });
		}, c = (e) => {
			var r = G();
			Ea(I(r), () => V(n).section.id, (e) => {
				vw(e, {
					get panels() {
						return t.panels;
					},
					get section() {
						return V(n).section;
					}
				});
			}), K(e, r);
		}, l = (e) => {
			kb(e, { get learning() {
				return V(n);
			} });
		};
		J(i, (e) => {
			V(n).view === "quiz" ? e(a) : V(n).view === "words" ? e(o, 1) : V(n).view === "progress" ? e(s, 2) : V(n).section ? e(c, 3) : e(l, -1);
		}), K(e, r);
	}, f = (e) => {
		K(e, Lw());
	};
	J(u, (e) => {
		V(n).lesson ? e(d) : V(n).error || e(f, 1);
	}), K(e, i), A();
}
var Fw, Iw, Lw, Rw, zw = t((() => {
	Q(), Z(), Is(), Vm(), Pb(), Cx(), Px(), fS(), Aw(), jw(), Mw(), Fw = /* @__PURE__ */ W("<p class=\"notice svelte-1tgaavk\" role=\"status\"> </p>"), Iw = /* @__PURE__ */ W("<p class=\"notice bad svelte-1tgaavk\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), Lw = /* @__PURE__ */ W("<p class=\"soft svelte-1tgaavk\">Loading the lesson…</p>"), Rw = /* @__PURE__ */ W("<div class=\"views on-screen svelte-1tgaavk\"><!></div> <!> <!> <!>", 1), Pi(["click"]);
}));
// src/panels/data/upload.ts
async function Bw(e, t) {
	if (e.size > Ww) throw new tc(Gw, 413);
	if (e.size === 0) throw new tc("The file is empty: give a header and rows of numbers.", 400);
	return uc(`upload?name=${encodeURIComponent(t.slice(0, 80))}`, e);
}
async function Vw(e, t) {
	let n = nc(e), r = n.replace(" with --drop-missing", ""), i = {
		message: r,
		...r === n ? {} : { gaps: !0 }
	}, a = e instanceof tc ? e.row ?? Hw(r) : void 0;
	return a === void 0 || t === null || t.size > Kw ? {
		...i,
		row: a
	} : {
		...i,
		row: a,
		line: Uw(await t.text(), a)?.text.slice(0, 200)
	};
}
function Hw(e) {
	let t = Number(/\bline (\d+)\b/.exec(e)?.[1]);
	return t >= 1 ? t - 1 : void 0;
}
function Uw(e, t) {
	let n = 0;
	for (let r = 0; n <= e.length; r++) {
		let i = e.indexOf("\n", n), a = i < 0 ? e.length : i;
		if (r === t) return {
			text: e.slice(n, a).replace(/\r$/, ""),
			start: n,
			end: a
		};
		if (i < 0) return null;
		n = a + 1;
	}
	return null;
}
var Ww, Gw, Kw, qw = t((() => {
	fc(), Ww = 50 * 2 ** 20, Gw = "The file is larger than 50 MB, the most that the page can send: start 'downslope lab FILE --target Y' instead, which reads files of any size.", Kw = 5 * 2 ** 20;
})), Jw = t((() => {}));
// src/panels/data/Bring.svelte
function Yw(e, t) {
	let n = Xi();
	k(t, !0);
	let r = Es(t, "bringing", 7), i = /* @__PURE__ */ N(!1), a = /* @__PURE__ */ N(void 0), o = /* @__PURE__ */ N(void 0), s = /* @__PURE__ */ N(void 0);
	async function c(e) {
		V(a) && (V(a).value = ""), e && (await r().bringFile(e), await ti(), V(o)?.focus());
	}
	function l(e) {
		e.preventDefault(), P(i, !1), c(e.dataTransfer?.files[0]);
	}
	async function u() {
		if (r().text.trim() === "") {
			r().trouble = { message: "The box is empty: paste a header and rows of numbers." };
			return;
		}
		await r().paste();
		let { trouble: e } = r();
		if (e?.row === void 0) return;
		let t = Uw(r().text, e.row);
		await ti(), t && V(s) && (V(s).focus({ preventScroll: !0 }), V(s).setSelectionRange(t.start, t.end));
	}
	var d = eT(), f = F(d);
	let p;
	var m = R(F(f), 2), h = L(m, !0), g = R(m, 2);
	ps(g, (e) => P(a, e), () => V(a));
	var _ = L(R(g, 2), !0);
	E(f);
	var v = R(f, 2), y = R(v, 2);
	Vt(y), X(y, "placeholder", "area,rooms,price\n70,3,210\n95,4,285\n120,5,340\n58,2,190"), ps(y, (e) => P(s, e), () => V(s));
	var b = R(y, 2), x = F(b), S = R(x, 2), C = (e) => {
		var n = Xw(), i = L(n);
		z(() => q(i, `Open ${t.lab.file.name ?? ""}`)), U("click", n, () => r().choose({ kind: "file" })), K(e, n);
	};
	J(S, (e) => {
		t.lab.file && t.lab.descriptor.kind !== "file" && e(C);
	}), E(b);
	var w = R(b, 2), T = (e) => {
		var t = $w(), i = F(t), a = L(i, !0), s = R(i, 2), c = (e) => {
			var t = Zw(), n = F(t), i = L(n), a = L(R(n), !0);
			E(t), z(() => {
				q(i, `row ${r().trouble.row ?? ""}`), q(a, r().trouble.line);
			}), K(e, t);
		};
		J(s, (e) => {
			r().trouble.line !== void 0 && e(c);
		});
		var l = R(s, 2), u = (e) => {
			var t = Qw();
			U("click", t, () => r().dropMissing()), K(e, t);
		};
		J(l, (e) => {
			r().trouble.gaps && e(u);
		}), E(t), ps(t, (e) => P(o, e), () => V(o)), io(t, () => (e) => e.scrollIntoView({ block: "nearest" })), z(() => {
			X(t, "id", `${n}-trouble`), q(a, r().trouble.message);
		}), K(e, t);
	};
	J(w, (e) => {
		r().trouble && e(T);
	}), E(d), z(() => {
		X(d, "aria-busy", r().busy), p = _o(f, 1, "drop svelte-dlwy8a", null, p, { over: V(i) }), m.disabled = r().busy, q(h, r().busy ? "Reading…" : "Choose a file"), q(_, Js.alone ? "The page reads the file itself: it goes nowhere." : "Up to 50 MB. The file goes only to the server on this machine."), X(v, "for", `${n}-text`), X(y, "id", `${n}-text`), X(y, "aria-describedby", r().trouble ? `${n}-trouble` : void 0), X(y, "aria-invalid", r().trouble !== null && r().text !== ""), x.disabled = r().busy;
	}), Ni("dragover", f, (e) => {
		e.preventDefault(), P(i, !0);
	}), Ni("dragleave", f, () => P(i, !1)), Ni("drop", f, l), U("click", m, () => V(a)?.click()), U("change", g, () => c(V(a)?.files?.[0])), Zo(y, () => r().text, (e) => r().text = e), U("click", x, u), K(e, d), A();
}
var Xw, Zw, Qw, $w, eT, tT = t((() => {
	Q(), Z(), Is(), Ys(), qw(), Jw(), Xw = /* @__PURE__ */ W("<button class=\"button\"> </button>"), Zw = /* @__PURE__ */ W("<p class=\"line svelte-dlwy8a\"><span class=\"svelte-dlwy8a\"> </span><code class=\"svelte-dlwy8a\"> </code></p>"), Qw = /* @__PURE__ */ W("<button class=\"button svelte-dlwy8a\">Leave out such rows</button>"), $w = /* @__PURE__ */ W("<div class=\"trouble svelte-dlwy8a\" role=\"alert\" tabindex=\"-1\"><p> </p> <!> <!></div>"), eT = /* @__PURE__ */ W("<section class=\"svelte-dlwy8a\"><div><p>Drop a CSV file here, or</p> <button class=\"button\"> </button> <input class=\"hidden-visually\" type=\"file\" accept=\".csv,.txt,.tsv,text/csv\" tabindex=\"-1\" aria-label=\"CSV file\"/> <p class=\"note svelte-dlwy8a\"> </p></div> <label class=\"svelte-dlwy8a\">or paste it here</label> <textarea rows=\"6\" spellcheck=\"false\" autocomplete=\"off\" class=\"svelte-dlwy8a\"></textarea> <div class=\"actions\"><button class=\"button main\">Open this text</button> <!></div> <!></section>"), Pi(["click", "change"]);
})), nT = t((() => {}));
// src/panels/data/Columns.svelte
function rT(e, t) {
	let n = Xi();
	k(t, !0);
	let r = /* @__PURE__ */ j(() => t.bringing.offered), i = /* @__PURE__ */ j(() => V(r)?.columns.filter((e) => e.kind === "number") ?? []), a = /* @__PURE__ */ j(() => t.bringing.table), o = /* @__PURE__ */ j(() => V(a) === t.lab.descriptor), s = /* @__PURE__ */ j(() => (V(o) ? t.lab.data?.target : V(a)?.target) ?? V(i).at(-1)?.name ?? ""), c = /* @__PURE__ */ j(() => V(i).map((e) => e.name).filter((e) => e !== V(s))), l = /* @__PURE__ */ j(() => (V(o) ? t.lab.data?.names : V(a)?.features) ?? V(c)), u = /* @__PURE__ */ j(() => V(a)?.drop_missing === !0), d = /* @__PURE__ */ N("");
	function f(e) {
		P(d, ""), V(a) && t.bringing.choose({
			...V(a),
			target: V(s),
			drop_missing: V(u),
			...e
		});
	}
	function p(e) {
		let t = V(l).filter((t) => t !== e);
		f({
			target: e,
			features: t.length ? t : void 0
		});
	}
	function m(e, t) {
		let n = V(c).filter((n) => n === e ? t.checked : V(l).includes(n));
		if (n.length === 0) P(d, "At least one feature is needed.");
		else if (n.length > 50) P(d, "At most 50 features can be used.");
		else return f({ features: n });
		t.checked = !t.checked;
	}
	var h = G(), g = I(h), _ = (e) => {
		var t = fT(), a = F(t), o = L(a), c = R(a, 2), h = F(c), g = R(h, 2);
		Y(g, 21, () => V(i), (e) => e.name, (e, t) => {
			var n = iT(), r = L(n, !0), i = {};
			z(() => {
				q(r, V(t).name), i !== (i = V(t).name) && (n.value = (n.__value = i) ?? "");
			}), K(e, n);
		}), E(g);
		var _;
		Eo(g), E(c);
		var v = R(c, 2);
		Y(R(F(v), 2), 17, () => V(r).columns, (e) => e.name, (e, t) => {
			var n = G(), r = I(n), i = (e) => {
				var n = oT(), r = F(n);
				jo(r);
				var i = R(r, 2), a = F(i, !0), o = R(a), s = (e) => {
					var n = aT(), r = L(n, !0);
					z(() => q(r, ` (${V(t).kind})`)), K(e, n);
				};
				J(o, (e) => {
					V(t).kind !== "number" && e(s);
				}), E(i), E(n), z((e) => {
					No(r, e), r.disabled = V(t).kind !== "number", q(a, V(t).name);
				}, [() => V(l).includes(V(t).name)]), U("change", r, (e) => m(V(t).name, e.currentTarget)), K(e, n);
			};
			J(r, (e) => {
				V(t).name !== V(s) && e(i);
			}), K(e, n);
		}), E(v);
		var y = R(v, 2), b = (e) => {
			var t = sT(), n = L(t, !0);
			z(() => q(n, V(d))), K(e, t);
		};
		J(y, (e) => {
			V(d) && e(b);
		});
		var x = R(y, 2), S = F(x);
		jo(S), Re(2), E(x);
		var C = R(x, 2), w = (e) => {
			var t = dT(), n = F(t), i = F(n), a = F(i);
			Y(a, 21, () => V(r).columns, (e) => e.name, (e, t) => {
				var n = cT(), r = L(n, !0);
				z(() => q(r, V(t).name)), K(e, n);
			}), E(a), E(i);
			var o = R(i);
			Y(o, 21, () => V(r).preview, Aa, (e, t) => {
				var n = uT();
				Y(n, 21, () => V(t), Aa, (e, t) => {
					var n = lT(), r = L(n, !0);
					z(() => q(r, V(t) ?? "–")), K(e, n);
				}), E(n), K(e, n);
			}), E(o), E(n), E(t), K(e, t);
		};
		J(C, (e) => {
			V(r).preview.length && e(w);
		}), E(t), z(() => {
			X(t, "aria-labelledby", `${n}-title`), X(a, "id", `${n}-title`), q(o, `Columns of ${V(r).name ?? ""}`), X(h, "for", `${n}-target`), X(g, "id", `${n}-target`), _ !== (_ = V(s)) && (g.value = (g.__value = _) ?? "", To(g, _)), No(S, V(u));
		}), U("change", g, (e) => p(e.currentTarget.value)), U("change", S, (e) => f({ drop_missing: e.currentTarget.checked })), K(e, t);
	};
	J(g, (e) => {
		V(r) && e(_);
	}), K(e, h), A();
}
var iT, aT, oT, sT, cT, lT, uT, dT, fT, pT = t((() => {
	Q(), Z(), nT(), iT = /* @__PURE__ */ W("<option> </option>"), aT = /* @__PURE__ */ W("<span class=\"soft svelte-13ow1ab\"> </span>"), oT = /* @__PURE__ */ W("<label class=\"svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span> <!></span></label>"), sT = /* @__PURE__ */ W("<p class=\"bad svelte-13ow1ab\" role=\"alert\"> </p>"), cT = /* @__PURE__ */ W("<th scope=\"col\" class=\"svelte-13ow1ab\"> </th>"), lT = /* @__PURE__ */ W("<td class=\"svelte-13ow1ab\"> </td>"), uT = /* @__PURE__ */ W("<tr></tr>"), dT = /* @__PURE__ */ W("<div class=\"preview svelte-13ow1ab\" tabindex=\"0\" role=\"region\" aria-label=\"The first rows\"><table class=\"svelte-13ow1ab\"><thead><tr></tr></thead><tbody></tbody></table></div>"), fT = /* @__PURE__ */ W("<section class=\"svelte-13ow1ab\"><h3 class=\"svelte-13ow1ab\"> </h3> <p class=\"target svelte-13ow1ab\"><label class=\"svelte-13ow1ab\">Predict</label> <select></select></p> <fieldset class=\"svelte-13ow1ab\"><legend class=\"svelte-13ow1ab\">from</legend> <!></fieldset> <!> <label class=\"dropping svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span>Leave out rows with missing values</span></label> <!></section>"), Pi(["change"]);
})), mT = t((() => {}));
// src/panels/data/Examples.svelte
function hT(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ N([]);
	Ps(async () => {
		P(n, (await ic()).data_sets);
	});
	let r = [
		[
			"well-posed",
			"Well posed",
			"All directions are alike: descent is fast and accurate."
		],
		[
			"collinear",
			"Collinear",
			"Two columns carry the same information: the data do not determine their weights."
		],
		[
			"badly-scaled",
			"Badly scaled",
			"Columns of very different sizes: descent works once they are standardized."
		],
		[
			"ill-conditioned",
			"Ill-conditioned",
			"Powers of one x: the loss settles long before the weights do."
		],
		[
			"large-n",
			"Large n",
			"Half a million rows: every epoch is expensive."
		],
		[
			"large-d",
			"Large d",
			"700 columns, of which the page shows 50."
		]
	], i = /* @__PURE__ */ j(() => [
		{
			data: Um,
			title: "The lesson’s line",
			text: "100 points of y = 3x + 2, with noise."
		},
		...r.map(([e, t, n]) => ({
			data: {
				kind: "case",
				case: e
			},
			title: t,
			text: n
		})),
		...V(n).map(({ name: e, about: t }) => ({
			data: {
				kind: "dataset",
				name: e
			},
			title: e,
			text: t
		}))
	]), a = (e) => e.kind === t.lab.descriptor.kind && (e.kind === "lesson" || e.kind === "case" && t.lab.descriptor.kind === "case" && e.case === t.lab.descriptor.case || e.kind === "dataset" && t.lab.descriptor.kind === "dataset" && e.name === t.lab.descriptor.name);
	var o = _T(), s = R(F(o), 2);
	Y(s, 21, () => V(i), ({ data: e, title: t, text: n }) => t, (e, n) => {
		let r = () => V(n).data, i = () => V(n).title, o = () => V(n).text;
		var s = gT(), c = F(s), l = F(c), u = L(l, !0), d = L(R(l, 2), !0);
		E(c), E(s), z((e) => {
			X(c, "aria-pressed", e), q(u, i()), q(d, o());
		}, [() => a(r())]), U("click", c, () => t.lab.load(r(), { advisedRate: r().kind !== "lesson" })), K(e, s);
	}), E(s), E(o), K(e, o), A();
}
var gT, _T, vT = t((() => {
	Q(), Z(), Is(), fc(), Gm(), mT(), gT = /* @__PURE__ */ W("<li class=\"svelte-1va0q3x\"><button class=\"svelte-1va0q3x\"><span class=\"title svelte-1va0q3x\"> </span> <span class=\"text svelte-1va0q3x\"> </span></button></li>"), _T = /* @__PURE__ */ W("<section aria-labelledby=\"examples\" class=\"svelte-1va0q3x\"><h3 id=\"examples\" class=\"svelte-1va0q3x\">Or open an example</h3> <ul class=\"svelte-1va0q3x\"></ul></section>"), Pi(["click"]);
})), yT = t((() => {}));
// src/panels/data/PointTable.svelte
function bT(e, t) {
	let n = Xi();
	k(t, !0);
	let r = /* @__PURE__ */ j(() => t.panels.editor), i = /* @__PURE__ */ j(() => V(r).points), a = /* @__PURE__ */ j(() => V(i) ? [...V(i).names, V(i).target] : []), o = /* @__PURE__ */ N(Gn([])), s = /* @__PURE__ */ N(""), c = /* @__PURE__ */ N(void 0), l = (e, t) => V(i) ? V(i).columns[t]?.[e] ?? V(i).y[e] : NaN, u = (e, t) => String(Number(l(e, t).toPrecision(6))), d = (e) => e.trim() === "" ? NaN : Number(e.trim().replace("−", "-").replace(",", "."));
	function f(e, t, n) {
		let i = d(n.value);
		n.value !== u(e, t) && (oh(i) ? (V(r).set(e, t, i), P(s, "")) : P(s, `“${n.value.slice(0, 20)}” cannot be used: enter a number of at most ${uu(ah)}. The old value is kept.`), n.value = u(e, t));
	}
	function p() {
		let e = V(a).map((e, t) => d(V(o)[t] ?? ""));
		e.every(oh) ? (V(r).add(e), P(o, [], !0), P(s, "The point was added."), document.getElementById(`${n}-new-0`)?.focus()) : P(s, `Enter a number for each of ${V(a).join(", ")}.`);
	}
	async function m(e) {
		V(r).remove(e), P(s, `Point ${e + 1} was deleted.`), await ti();
		let t = V(c)?.querySelectorAll("button");
		t?.[Math.min(e, t.length - 1)]?.focus();
	}
	function h() {
		V(r).start(), t.panels.reveal();
	}
	var g = OT(), _ = F(g), v = R(_, 2), y = (e) => {
		var t = DT(), l = I(t), d = F(l), g = (e) => {
			var t = xT();
			U("click", t, () => V(r).stop()), K(e, t);
		}, _ = (e) => {
			var t = ST();
			U("click", t, h), K(e, t);
		};
		J(d, (e) => {
			V(r).active ? e(g) : V(i).names.length === 1 && e(_, 1);
		});
		var v = R(d, 2);
		E(l);
		var y = R(l, 2), b = L(y, !0), x = R(y, 2), S = L(x, !0), C = R(x, 2);
		Y(R(F(C), 2), 18, () => V(a), (e) => e, (e, t, r) => {
			var i = CT();
			jo(i), z(() => {
				X(i, "id", `${n}-new-${V(r) ?? ""}`), X(i, "aria-label", `${t ?? ""} of a new point`), X(i, "placeholder", t), Mo(i, V(o)[V(r)] ?? "");
			}), U("input", i, (e) => V(o)[V(r)] = e.currentTarget.value), K(e, i);
		}), Re(2), E(C);
		var w = R(C, 2), T = (e) => {
			var t = TT();
			Y(t, 21, () => V(i).y, Aa, (e, t, n) => {
				var o = wT();
				let s;
				var c = F(o);
				c.textContent = n + 1;
				var l = R(c, 2);
				Y(l, 18, () => V(a), (e) => e, (e, t, i) => {
					var a = CT();
					jo(a), z((e) => {
						X(a, "aria-label", `${t ?? ""} of point ${n + 1}`), Mo(a, e);
					}, [() => u(n, V(i))]), U("change", a, (e) => f(n, V(i), e.currentTarget)), Ni("focus", a, () => V(r).chosen = n), K(e, a);
				});
				var d = R(l, 2);
				X(d, "aria-label", `Delete point ${n + 1}`), E(o), z(() => {
					s = _o(o, 1, "row svelte-14nuoow", null, s, { chosen: V(r).chosen === n }), d.disabled = V(i).y.length <= 2;
				}), U("click", d, () => m(n)), K(e, o);
			}), E(t), ps(t, (e) => P(c, e), () => V(c)), K(e, t);
		}, ee = (e) => {
			var t = ET(), n = L(t);
			z((e) => q(n, `The list shows at most 200 points, and there are ${e ?? ""}.`), [() => V(i).y.length.toLocaleString("en-US")]), K(e, t);
		};
		J(w, (e) => {
			V(i).y.length <= 200 ? e(T) : e(ee, -1);
		}), z(() => {
			v.disabled = !V(r).canUndo, q(b, V(i).names.length === 1 ? "On the chart, click to add a point, drag to move one, and press Delete to remove it." : "With several features, points are edited in this table."), q(S, V(s));
		}), U("click", v, () => V(r).undo()), Ni("submit", C, (e) => {
			e.preventDefault(), p();
		}), K(e, t);
	}, b = (e) => {
		var t = ET(), n = L(t);
		z((e) => q(n, `These points cannot be edited: there are more than 5,000 rows, or values beyond ${e ?? ""}.`), [() => uu(ah)]), K(e, t);
	};
	J(v, (e) => {
		V(i) ? e(y) : e(b, -1);
	}), E(g), z(() => {
		X(g, "aria-labelledby", `${n}-title`), X(_, "id", `${n}-title`);
	}), K(e, g), A();
}
var xT, ST, CT, wT, TT, ET, DT, OT, kT = t((() => {
	Q(), Z(), Is(), Su(), sh(), yT(), xT = /* @__PURE__ */ W("<button class=\"button main\">Done on the chart</button>"), ST = /* @__PURE__ */ W("<button class=\"button\">Edit points on the chart</button>"), CT = /* @__PURE__ */ W("<input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-14nuoow\"/>"), wT = /* @__PURE__ */ W("<li><span class=\"index svelte-14nuoow\"></span> <!> <button class=\"button quiet svelte-14nuoow\">✕</button></li>"), TT = /* @__PURE__ */ W("<ol aria-label=\"Points\" class=\"svelte-14nuoow\"></ol>"), ET = /* @__PURE__ */ W("<p class=\"note svelte-14nuoow\"> </p>"), DT = /* @__PURE__ */ W("<div class=\"actions\"><!> <button class=\"button\">Undo</button></div> <p class=\"note svelte-14nuoow\"> </p> <p class=\"said svelte-14nuoow\" role=\"status\"> </p> <form class=\"row new svelte-14nuoow\"><span class=\"index svelte-14nuoow\" aria-hidden=\"true\">+</span> <!> <button class=\"button svelte-14nuoow\" type=\"submit\">Add</button></form> <!>", 1), OT = /* @__PURE__ */ W("<section class=\"svelte-14nuoow\"><h3 class=\"svelte-14nuoow\">Edit the points</h3> <!></section>"), Pi([
		"click",
		"input",
		"change"
	]);
}));
// src/panels/data/bringing.svelte.ts
function AT(e) {
	let [t = ""] = e.split("\n", 1);
	return !t.includes("	") || e.includes("\"") ? e : e.split("\n").map((e) => e.split("	")).map((e) => e.map((e) => e.includes(",") ? `"${e}"` : e).join(",")).join("\n");
}
var jT, MT, NT, PT = t((() => {
	Z(), fc(), qw(), jT = /* @__PURE__ */ new WeakMap(), MT = class e {
		lab;
		#e = /* @__PURE__ */ N("");
		get text() {
			return V(this.#e);
		}
		set text(e) {
			P(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ N(!1);
		get busy() {
			return V(this.#t);
		}
		set busy(e) {
			P(this.#t, e, !0);
		}
		#n = /* @__PURE__ */ N(null);
		get trouble() {
			return V(this.#n);
		}
		set trouble(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ N(null);
		get refused() {
			return V(this.#r);
		}
		set refused(e) {
			P(this.#r, e);
		}
		#i = /* @__PURE__ */ N(null);
		get refusedOn() {
			return V(this.#i);
		}
		set refusedOn(e) {
			P(this.#i, e);
		}
		content = null;
		#a = /* @__PURE__ */ N(null);
		get sent() {
			return V(this.#a);
		}
		set sent(e) {
			P(this.#a, e);
		}
		constructor(e) {
			this.lab = e;
		}
		static of(t) {
			let n = jT.get(t) ?? new e(t);
			return jT.set(t, n), n;
		}
		#o = /* @__PURE__ */ j(() => {
			let { descriptor: e } = this.lab;
			return this.refused && this.refusedOn === e ? this.refused : e.kind === "upload" || e.kind === "file" ? e : null;
		});
		get table() {
			return V(this.#o);
		}
		set table(e) {
			P(this.#o, e);
		}
		#s = /* @__PURE__ */ j(() => {
			let { file: e } = this.lab, t = this.table;
			return t?.kind === "upload" && t.id === this.sent?.id ? this.sent : t?.kind === "file" && e ? { ...NT(e) } : null;
		});
		get offered() {
			return V(this.#s);
		}
		set offered(e) {
			P(this.#s, e);
		}
		async bringFile(e) {
			await this.bring(e, e.name) && (this.text = "");
		}
		paste() {
			return this.bring(new Blob([AT(this.text)], { type: "text/csv" }), "pasted.csv");
		}
		async bring(e, t) {
			this.busy = !0, this.trouble = null, this.refused = null, this.content = e;
			try {
				let n = await Bw(e, t);
				return this.sent = n, await this.choose({
					kind: "upload",
					id: n.id,
					target: n.target
				});
			} catch (t) {
				return this.trouble = await Vw(t, e), !1;
			} finally {
				this.busy = !1;
			}
		}
		async dropMissing() {
			this.table && await this.choose({
				...this.table,
				drop_missing: !0
			});
		}
		async choose(e) {
			this.trouble = null;
			try {
				await ac(e), this.refused = null;
			} catch (t) {
				return this.refused = e, this.refusedOn = this.lab.descriptor, this.trouble = await Vw(t, e.kind === "upload" ? this.content : null), !1;
			}
			return this.lab.load(e, { advisedRate: !0 });
		}
	}, NT = (e) => ({
		name: e.name,
		columns: e.columns,
		preview: []
	});
})), FT = t((() => {})), IT = /* @__PURE__ */ n({ default: () => LT });
function LT(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.lab), r = MT.of(t.panels.lab), i = /* @__PURE__ */ j(() => V(n).data);
	var a = zT(), o = R(I(a), 2), s = (e) => {
		var t = RT(), r = L(t);
		z((e, t, n) => q(r, `In the lab now: ${e ?? ""}. ${t ?? ""} rows, ${n ?? ""} → ${V(i).target ?? ""}.
    ${V(i).left_out ?? ""}`), [
			() => V(n).hidden.has("data") ? "data of your teacher" : V(i).source,
			() => V(i).n.toLocaleString("en-US"),
			() => V(i).names.join(", ")
		]), K(e, t);
	};
	J(o, (e) => {
		V(i) && e(s);
	});
	var c = R(o, 2);
	Yw(c, {
		get lab() {
			return V(n);
		},
		get bringing() {
			return r;
		}
	});
	var l = R(c, 2);
	rT(l, {
		get lab() {
			return V(n);
		},
		get bringing() {
			return r;
		}
	});
	var u = R(l, 2);
	bT(u, { get panels() {
		return t.panels;
	} }), hT(R(u, 2), { get lab() {
		return V(n);
	} }), K(e, a), A();
}
var RT, zT, BT = t((() => {
	Q(), Z(), tT(), pT(), vT(), kT(), PT(), jw(), FT(), RT = /* @__PURE__ */ W("<p class=\"about svelte-h469sp\" role=\"status\"> </p>"), zT = /* @__PURE__ */ W("<h2>Your data</h2> <!> <!> <!> <!> <!>", 1);
}));
// src/panels/share/links.ts
function VT(e, t, n) {
	let r = new URL(e);
	return r.search = n.length ? `?hide=${n.map(encodeURIComponent).join(",")}` : "", r.hash = t, r.href;
}
function HT(e) {
	return e.kind === "upload" ? "Your upload is not in the link: the link works on this machine only, until this server stops." : e.kind === "file" ? "The file is not in the link: the link works in a lab that was started with the same file." : e.kind === "points" && e.y.length > 300 ? `A link holds at most 300 points, and there are ${e.y.length}: send the data as a file.` : "";
}
var UT, WT = t((() => {
	rw(), UT = [
		{
			name: "rate",
			text: "Learning rate"
		},
		{
			name: "limits",
			text: "Limit and advice"
		},
		{
			name: "play",
			text: "Play and epochs"
		},
		{
			name: "model",
			text: "Model"
		},
		{
			name: "epochs",
			text: "Number of epochs"
		},
		{
			name: "rule",
			text: "Update rule"
		},
		{
			name: "loss",
			text: "Loss convention"
		},
		{
			name: "standardize",
			text: "Standardize"
		},
		{
			name: "closed",
			text: "Closed form switch"
		},
		{
			name: "residuals",
			text: "Residuals switch"
		},
		{
			name: "start",
			text: "Moving the start"
		},
		{
			name: "data",
			text: "Data settings"
		},
		{
			name: "presets",
			text: "Presets"
		},
		{
			name: "verdict",
			text: "Verdict"
		},
		{
			name: "forecast",
			text: "Forecasts"
		},
		{
			name: "losses",
			text: "Loss per epoch"
		},
		{
			name: "contour",
			text: "Loss over two weights"
		},
		{
			name: "weights",
			text: "Weights per epoch"
		},
		{
			name: "directions",
			text: "Error per direction"
		},
		{
			name: "steps",
			text: "The five steps"
		},
		{
			name: "pins",
			text: "Pinned runs"
		},
		{
			name: "compare",
			text: "Comparisons"
		},
		{
			name: "reset",
			text: "Reset"
		},
		{
			name: "learn",
			text: "Learn"
		},
		{
			name: "your-data",
			text: "Your data"
		},
		{
			name: "share",
			text: "Share"
		}
	];
})), GT = t((() => {}));
// src/panels/share/ForTeachers.svelte
function KT(e, t) {
	k(t, !0);
	let n = [], r = /* @__PURE__ */ N(Gn([])), i = /* @__PURE__ */ j(() => VT(location.href, t.secret || V(r).length > 0 ? VC(t.hash) : t.hash, V(r)));
	var a = JT(), o = R(F(a), 4);
	Y(R(F(o), 2), 17, () => UT, ({ name: e, text: t }) => e, (e, t) => {
		let i = () => V(t).name, a = () => V(t).text;
		var o = qT(), s = F(o);
		jo(s);
		var c, l = R(s);
		E(o), z(() => {
			c !== (c = i()) && (s.value = (s.__value = c) ?? ""), q(l, ` ${a() ?? ""}`);
		}), Qo(n, [], s, () => (i(), V(r)), (e) => P(r, e)), K(e, o);
	}), E(o);
	var s = R(o, 2), c = F(s);
	$b(c, {
		get text() {
			return V(i);
		},
		label: "Copy the link for the class"
	});
	var l = R(c, 2);
	E(s);
	var u = R(s, 2);
	jo(u), E(a), z(() => {
		X(l, "href", V(i)), Mo(u, V(i));
	}), Ni("focus", u, (e) => e.currentTarget.select()), K(e, a), A();
}
var qT, JT, YT = t((() => {
	Q(), Z(), nx(), rw(), WT(), GT(), qT = /* @__PURE__ */ W("<label class=\"svelte-vw3qpv\"><input type=\"checkbox\" class=\"svelte-vw3qpv\"/> </label>"), JT = /* @__PURE__ */ W("<section aria-labelledby=\"for-teachers\" class=\"svelte-vw3qpv\"><h3 id=\"for-teachers\" class=\"svelte-vw3qpv\">For teachers</h3> <p class=\"note svelte-vw3qpv\">This link opens the lab as it is now, without the parts that a class should not see or change yet. Check what to hide.</p> <fieldset class=\"svelte-vw3qpv\"><legend class=\"hidden-visually\">Hide</legend> <!></fieldset> <div class=\"actions\"><!> <a class=\"button svelte-vw3qpv\" target=\"_blank\" rel=\"noopener\">Preview it</a></div> <input type=\"text\" readonly=\"\" aria-label=\"Link for the class\" class=\"svelte-vw3qpv\"/></section>");
})), XT = t((() => {})), ZT = /* @__PURE__ */ n({ default: () => QT });
function QT(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.lab), r = /* @__PURE__ */ j(() => t.agreement.answer), i = /* @__PURE__ */ j(() => BC(V(n).settings())), a = /* @__PURE__ */ j(() => VT(location.href, V(n).hidden.size > 0 ? VC(V(i)) : V(i), [...V(n).hidden])), o = /* @__PURE__ */ j(() => HT(V(n).descriptor)), s = /* @__PURE__ */ N("");
	Ps(() => void t.panels.learning.load());
	async function c(e) {
		P(s, "");
		try {
			wx(e, await Xs(V(n).descriptor), "text/csv");
		} catch (e) {
			P(s, nc(e), !0);
		}
	}
	var l = cE(), u = R(I(l), 4), d = (e) => {
		K(e, $T());
	}, f = /* @__PURE__ */ j(() => !V(n).shows("code")), p = (e) => {
		var i = iE(), a = I(i), o = F(a);
		$b(R(F(o), 2), { get text() {
			return V(r).python;
		} }), E(o);
		var l = R(o, 2), u = L(F(l), !0);
		E(l), E(a);
		var d = R(a, 2), f = F(d);
		$b(R(F(f), 2), { get text() {
			return V(r).command;
		} }), E(f);
		var p = R(f, 2), m = F(p);
		Y(m, 21, () => V(r).command.split(" "), Aa, (e, t, n) => {
			Re();
			var r = eE(), i = I(r, !0);
			i.nodeValue = n ? " " : "";
			var a = L(R(i), !0);
			z(() => q(a, V(t))), K(e, r);
		}), E(m), E(p);
		var h = R(p, 2), g = (e) => {
			let t = /* @__PURE__ */ j(() => V(r).file);
			var n = nE(), i = I(n), a = L(R(F(i)), !0);
			Re(), E(i);
			var o = R(i, 2), l = L(o), u = R(o, 2), d = (e) => {
				var t = tE(), n = L(t, !0);
				z(() => q(n, V(s))), K(e, t);
			};
			J(u, (e) => {
				V(s) && e(d);
			}), z(() => {
				q(a, V(t)), q(l, `Download ${V(t) ?? ""}`);
			}), U("click", o, () => c(V(t))), K(e, n);
		};
		J(h, (e) => {
			V(r).file && e(g);
		}), E(d);
		var _ = R(d, 2), v = (e) => {
			var n = rE(), i = R(F(n), 4), a = L(R(F(i), 2), !0);
			E(i);
			var o = R(i, 2);
			{
				let e = /* @__PURE__ */ j(() => t.panels.learning.lesson?.targets ?? []);
				ix(o, {
					get text() {
						return V(r).prompt;
					},
					get targets() {
						return V(e);
					}
				});
			}
			E(n), z(() => q(a, V(r).prompt)), K(e, n);
		}, y = /* @__PURE__ */ j(() => V(n).shows("prompt"));
		J(_, (e) => {
			V(y) && e(v);
		}), z(() => q(u, V(r).python)), K(e, i);
	}, m = (e) => {
		w_(e, { what: "The code, the command, and the prompt that repeat this run are written by" });
	}, h = (e) => {
		var n = aE(), r = L(n, !0);
		z(() => q(r, t.agreement.error || "Python is repeating the run…")), K(e, n);
	};
	J(u, (e) => {
		V(f) ? e(d) : V(r) ? e(p, 1) : Js.alone ? e(m, 2) : e(h, -1);
	});
	var g = R(u, 2), _ = F(g);
	$b(R(F(_), 2), {
		get text() {
			return V(a);
		},
		label: "Copy the link"
	}), E(_);
	var v = R(_, 2), y = R(F(v)), b = (e) => {
		K(e, Yi("It opens wherever this page can be opened."));
	}, x = (e) => {
		var t = oE();
		Re(2), K(e, t);
	};
	J(y, (e) => {
		Js.alone ? e(b) : e(x, -1);
	}), E(v);
	var S = R(v, 2), C = (e) => {
		var t = sE(), n = L(t, !0);
		z(() => q(n, V(o))), K(e, t);
	};
	J(S, (e) => {
		V(o) && e(C);
	});
	var w = R(S, 2);
	jo(w), E(g);
	var T = R(g, 2);
	{
		let e = /* @__PURE__ */ j(() => V(n).hidden.size > 0);
		KT(T, {
			get hash() {
				return V(i);
			},
			get secret() {
				return V(e);
			}
		});
	}
	z(() => Mo(w, V(a))), Ni("focus", w, (e) => e.currentTarget.select()), K(e, l), A();
}
var $T, eE, tE, nE, rE, iE, aE, oE, sE, cE, lE = t((() => {
	Q(), Z(), Is(), fc(), Ys(), rw(), D_(), nx(), dx(), Tx(), YT(), WT(), jw(), XT(), $T = /* @__PURE__ */ W("<p class=\"about svelte-3oeiyg\">The code and the prompt of this run are hidden, as are some of its settings.</p>"), eE = /* @__PURE__ */ W(" <span class=\"svelte-3oeiyg\"> </span>", 1), tE = /* @__PURE__ */ W("<p class=\"bad svelte-3oeiyg\" role=\"alert\"> </p>"), nE = /* @__PURE__ */ W("<p class=\"note svelte-3oeiyg\">Both expect the data in the file <code class=\"svelte-3oeiyg\"> </code>, in the folder where you run them.</p> <button class=\"button\"> </button> <!>", 1), rE = /* @__PURE__ */ W("<section aria-labelledby=\"in-an-ai\" class=\"svelte-3oeiyg\"><h3 id=\"in-an-ai\" class=\"svelte-3oeiyg\">Open in an AI</h3> <p class=\"note svelte-3oeiyg\">A prompt with the numbers of this run. It leaves this machine only when you open it there.</p> <details class=\"svelte-3oeiyg\"><summary class=\"svelte-3oeiyg\">Read the prompt</summary> <pre class=\"wrapped svelte-3oeiyg\" tabindex=\"0\" data-prompt-text=\"\"> </pre></details> <!></section>"), iE = /* @__PURE__ */ W("<section aria-labelledby=\"as-python\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-python\" class=\"svelte-3oeiyg\">As Python</h3> <!></div> <pre tabindex=\"0\" data-python=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"> </code></pre></section> <section aria-labelledby=\"as-command\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-command\" class=\"svelte-3oeiyg\">As a command</h3> <!></div> <pre tabindex=\"0\" data-command=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"></code></pre> <!></section> <!>", 1), aE = /* @__PURE__ */ W("<p class=\"about svelte-3oeiyg\" role=\"status\"> </p>"), oE = /* @__PURE__ */ W("It opens wherever <code class=\"svelte-3oeiyg\">downslope lab</code> runs on this port.", 1), sE = /* @__PURE__ */ W("<p class=\"note strong svelte-3oeiyg\"> </p>"), cE = /* @__PURE__ */ W("<h2>Share this run</h2> <p class=\"about svelte-3oeiyg\">Each of these repeats the run that you see, to the last printed digit.</p> <!> <section aria-labelledby=\"as-link\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-link\" class=\"svelte-3oeiyg\">As a link</h3> <!></div> <p class=\"note svelte-3oeiyg\">The link holds everything that you see. <!></p> <!> <input type=\"text\" readonly=\"\" aria-label=\"Link to this page as it is\" class=\"svelte-3oeiyg\"/></section> <!>", 1), Pi(["click"]);
}));
Q(), Z(), Is();
var uE = /* @__PURE__ */ W("<p class=\"bad svelte-1033gwq\" role=\"alert\">This part of the page could not be loaded: close it and open it again.</p>"), dE = /* @__PURE__ */ W("<p class=\"soft svelte-1033gwq\">Opening…</p>"), fE = /* @__PURE__ */ W("<div class=\"bar on-screen svelte-1033gwq\"><!> <button class=\"button quiet close svelte-1033gwq\" aria-label=\"Close\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1033gwq\"><path d=\"M3.5 3.5l9 9m0-9l-9 9\"></path></svg></button></div> <div class=\"body svelte-1033gwq\" role=\"tabpanel\" tabindex=\"-1\"><!></div>", 1), pE = /* @__PURE__ */ W("<aside id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></aside>"), mE = /* @__PURE__ */ W("<dialog id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></dialog>");
function hE(e, t) {
	k(t, !0);
	let n = (e) => {
		var n = fE(), r = I(n), i = F(r);
		Db(i, {
			label: "Beside the lab",
			get tabs() {
				return t.panels.tabs;
			},
			get chosen() {
				return t.panels.tab;
			},
			onchoose: (e) => t.panels.show(e)
		});
		var o = R(i, 2);
		E(r);
		var s = R(r, 2);
		ba(F(s), () => c[t.panels.tab](), (e) => {
			K(e, dE());
		}, (e, n) => {
			var r = /* @__PURE__ */ j(() => {
				var { default: e } = V(n);
				return { Panel: e };
			}), i = /* @__PURE__ */ j(() => V(r).Panel), a = G();
			Ka(I(a), () => V(i), (e, n) => {
				n(e, {
					get panels() {
						return t.panels;
					},
					get agreement() {
						return t.agreement;
					}
				});
			}), K(e, a);
		}, (e) => {
			K(e, uE());
		}), E(s), ps(s, (e) => P(a, e), () => V(a)), z(() => {
			X(s, "id", `panel-${t.panels.tab ?? ""}`), X(s, "aria-labelledby", `tab-${t.panels.tab ?? ""}`);
		}), U("click", o, () => t.panels.close()), K(e, n);
	}, r = new wb(`${vb}, print`), i = /* @__PURE__ */ N(void 0), a = /* @__PURE__ */ N(void 0);
	Ps(() => {
		let e = () => t.panels.progress.refresh();
		return window.addEventListener("storage", e), () => window.removeEventListener("storage", e);
	}), vr(() => {
		V(i) && !V(i).open && V(i).showModal();
	});
	let o = null;
	vr(() => {
		let { open: e } = t.panels;
		e && o === !1 && ti().then(() => document.getElementById(`tab-${t.panels.tab}`)?.focus()), o = e;
	}), vr(() => {
		t.panels.tab, t.panels.learning.view, t.panels.learning.sectionId, V(a)?.scrollTo({ top: 0 });
	});
	function s(e) {
		e.key === "Escape" && !e.defaultPrevented && t.panels.close();
	}
	let c = {
		learn: () => Promise.resolve().then(() => (zw(), Nw)),
		data: () => Promise.resolve().then(() => (BT(), IT)),
		share: () => Promise.resolve().then(() => (lE(), ZT))
	};
	var l = G(), u = I(l), d = (e) => {
		var a = G(), o = I(a), c = (e) => {
			var t = pE(), r = F(t);
			n(r), E(t), U("keydown", t, s), K(e, t);
		}, l = (e) => {
			var r = mE(), a = F(r);
			n(a), E(r), ps(r, (e) => P(i, e), () => V(i)), Ni("close", r, () => t.panels.open && t.panels.close()), K(e, r);
		};
		J(o, (e) => {
			r.current ? e(c) : e(l, -1);
		}), K(e, a);
	};
	J(u, (e) => {
		t.panels.open && e(d);
	}), K(e, l), A();
}
Pi(["click", "keydown"]);
// src/panels/AgreementBadge.svelte?svelte&type=style&lang.css
var gE = t((() => {}));
// src/panels/AgreementBadge.svelte
function _E(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => {
		if (Js.alone) return {
			tone: "soft",
			what: "Python",
			how: "not asked"
		};
		if (Js.stopped) return {
			tone: "soft",
			what: "Python",
			how: "the server has stopped"
		};
		if (t.agreement.error) return {
			tone: "bad",
			what: "Python",
			how: t.agreement.error
		};
		if (!t.agreement.answer) return {
			tone: "soft",
			what: "Python",
			how: "is checking…"
		};
		let e = gu(t.agreement.difference, 2), n = !t.lab.closedRule && t.agreement.apartFrom > 5;
		return !t.agreement.agrees && n ? {
			tone: "soft",
			what: "Python agrees",
			how: `to epoch ${t.agreement.apartFrom - 1}; then rounding decides`
		} : t.agreement.agrees ? {
			tone: "good",
			what: "Python agrees",
			how: t.agreement.difference === 0 ? "to the last bit" : `within ${e}`
		} : {
			tone: "bad",
			what: "Python differs",
			how: `by ${e}`
		};
	});
	var r = vE(), i = F(r), a = L(i, !0), o = R(i, 2), s = L(o, !0);
	E(r), z(() => {
		q(a, V(n).what), _o(o, 1, lo(V(n).tone), "svelte-5gzftm"), X(o, "data-agrees", t.agreement.agrees), X(o, "data-alone", Js.alone || void 0), q(s, V(n).how);
	}), K(e, r), A();
}
var vE, yE = t((() => {
	Q(), Z(), Ys(), Su(), gE(), vE = /* @__PURE__ */ W("<div><dt class=\"svelte-5gzftm\"> </dt> <dd> </dd></div>");
}));
// src/panels/Explained.svelte
function bE(e, t) {
	k(t, !0);
	let n = {
		Diverging: "diverging",
		"See-sawing": "see-sawing",
		Converging: "converging",
		Converged: "converging",
		limit: "limit",
		floor: "floor",
		"best value": "closed form",
		determine: "collinear features"
	}, r = RegExp(`(${Object.keys(n).join("|")})`);
	var i = G();
	Y(I(i), 17, () => t.text.split(r), Aa, (e, t) => {
		{
			let r = /* @__PURE__ */ j(() => n[V(t)] ?? "");
			Iu(e, {
				get name() {
					return V(r);
				},
				children: (e, n) => {
					Re();
					var r = Yi();
					z(() => q(r, V(t))), K(e, r);
				},
				$$slots: { default: !0 }
			});
		}
	}), K(e, i), A();
}
var xE = t((() => {
	Q(), Z(), zu();
})), SE = t((() => {}));
Q(), Z(), Hu(), tg(), Su(), y_(), a_(), Ym(), yE(), xE(), zu(), SE();
var CE = /* @__PURE__ */ W("<p> </p>"), wE = /* @__PURE__ */ W("<dl><div><dt><!></dt> <dd> </dd></div> <div><dt>until 1% above the floor</dt> <dd> </dd></div> <div><dt>until three digits are right</dt> <dd> </dd></div> <!></dl>"), TE = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), EE = /* @__PURE__ */ W("<section aria-label=\"Verdict\"><div class=\"words\"><h2><!></h2> <!></div> <!> <!> <!></section>");
function DE(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7), r = /* @__PURE__ */ j(() => n().diagnosis), i = /* @__PURE__ */ j(() => {
		let e = n().closedRule?.name;
		return !V(r) || !n().spectrum || !e ? null : s_(V(r), {
			names: n().weightNames,
			direction: Xh(n().spectrum.axes[V(r).culprit], n().weightNames),
			closedForm: n().best ?? [],
			epochs: n().epochs,
			standardize: n().standardize,
			rule: e,
			mostEpochs: Km.epochs[1],
			remains: n().data?.remains || t.agreement.answer?.diagnosis?.remains || "What remains is what these columns cannot explain: noise, a curve, or missing columns."
		});
	}), a = /* @__PURE__ */ j(() => !V(r) || !V(i) ? "" : n().shows("reason") ? V(i).headline : o_(V(r))), o = /* @__PURE__ */ j(() => V(i) && n().shows("reason") ? V(i).reason : "");
	function s(e) {
		let t = {
			rate: e.lr ?? e.standardize,
			limits: e.lr,
			standardize: e.standardize,
			epochs: e.epochs
		};
		return Object.entries(t).every(([e, t]) => t === void 0 || !n().hidden.has(e));
	}
	function c(e) {
		e.standardize !== void 0 && (n().standardize = e.standardize, n().spectrum && n().closedRule && n().setRate(Gg(n().spectrum, n().closedRule))), e.lr !== void 0 && n().setRate(e.lr), e.epochs !== void 0 && n().setEpochs(e.epochs);
	}
	var l = G(), u = I(l), d = (e) => {
		var l = EE(), u = F(l), d = F(u);
		bE(F(d), { get text() {
			return V(a);
		} }), E(d);
		var f = R(d, 2), p = (e) => {
			var t = CE(), n = L(t, !0);
			z(() => q(n, V(o))), K(e, t);
		};
		J(f, (e) => {
			V(o) && e(p);
		}), E(u);
		var m = R(u, 2), h = (e) => {
			var i = wE(), a = F(i), o = F(a);
			Iu(F(o), {
				name: "condition number",
				children: (e, t) => {
					Re(), K(e, Yi("condition number"));
				},
				$$slots: { default: !0 }
			}), E(o);
			var s = L(R(o, 2), !0);
			E(a);
			var c = R(a, 2), l = L(R(F(c), 2), !0);
			E(c);
			var u = R(c, 2), d = L(R(F(u), 2), !0);
			E(u), _E(R(u, 2), {
				get lab() {
					return n();
				},
				get agreement() {
					return t.agreement;
				}
			}), E(i), z((e, t, n) => {
				q(s, e), q(l, t), q(d, n);
			}, [
				() => $(V(r).condition, 3),
				() => V(r).exact ? "the floor is 0 (exact)" : fu(V(r).forecast.loss),
				() => fu(V(r).forecast.toTolerance)
			]), K(e, i);
		}, g = /* @__PURE__ */ j(() => n().shows("forecast"));
		J(m, (e) => {
			V(g) && e(h);
		});
		var _ = R(m, 2), v = (e) => {
			let t = /* @__PURE__ */ j(() => V(i).fix);
			var n = TE(), r = L(n, !0);
			z(() => q(r, V(t).text)), U("click", n, () => c(V(t))), K(e, n);
		}, y = /* @__PURE__ */ j(() => V(i).fix && s(V(i).fix));
		J(_, (e) => {
			V(y) && e(v);
		}), Bu(R(_, 2), {
			get text() {
				return `${V(a) ?? ""} ${V(o) ?? ""}`;
			},
			wait: 700
		}), E(l), z(() => _o(l, 1, `verdict ${V(i).tone ?? ""}`)), K(e, l);
	};
	J(u, (e) => {
		V(r) && V(i) && e(d);
	}), K(e, l), A();
}
Pi(["click"]), Z(), Is();
var OE = 9, kE = .05, AE = .5, jE = .25, ME = 30, NE = 600;
function PE(e) {
	vr(() => {
		if (e.playing) return ii(() => FE(e));
	});
}
function FE(e) {
	return matchMedia("(prefers-reduced-motion: reduce)").matches ? RE(e) : LE(e);
}
function IE(e) {
	let t = e.length - 1, n = Array.from({ length: t }, (t, n) => {
		let r = Math.abs(Math.log(e[n] / e[n + 1]));
		return Number.isFinite(r) ? r : 0;
	}), r = n.reduce((e, t) => e + t, 0), i = n.slice(0, -1).map((e) => Math.min(r > 0 ? e / r : 0, jE)), a = i.reduce((e, t) => e + t, 0), o = t > 1 ? kE : 1, s = [0, o];
	for (let e of i) {
		let n = a > 0 ? e / a : 1 / (t - 1);
		s.push(s[s.length - 1] + (1 - o) * (AE / (t - 1) + .5 * n));
	}
	return s;
}
function LE(e) {
	let t = IE(e.run?.losses ?? [1, 1]), n = OE * Math.min(1, t.length / ME), r = t[Math.min(e.epoch, t.length - 1)], i = performance.now(), a = requestAnimationFrame(function o(s) {
		r += Math.max(0, s - i) / 1e3 / n * e.speed, i = s;
		let c = e.epoch;
		for (; c + 1 < t.length && t[c + 1] <= r + 1e-9;) c++;
		zE(e, c + 1 >= t.length ? e.epochs : c), e.playing && (a = requestAnimationFrame(o));
	});
	return () => cancelAnimationFrame(a);
}
function RE(e) {
	let t = setInterval(() => zE(e, e.epoch + Math.ceil(e.epochs / 10)), NE / e.speed);
	return () => clearInterval(t);
}
function zE(e, t) {
	e.jump(t), e.epoch >= e.epochs && (e.playing = !1);
}
// src/panels/ModelVerdict.svelte
var BE = /* @__PURE__ */ n({ default: () => VE });
function VE(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.trained), r = /* @__PURE__ */ j(() => t.lab.run), i = /* @__PURE__ */ j(() => t.agreement.answer?.diagnosis ?? null), a = {
		converged: "Converged: more epochs would change nothing that counts.",
		converging: "Converging: the run is still on its way.",
		diverging: "Diverging.",
		unstable: "Unstable: the weights stay bounded, but they do not settle."
	}, o = /* @__PURE__ */ j(() => V(r) ? t.lab.shows("reason") ? V(i)?.cause === "separable" ? "No finite weights are best: the classes can be separated, and the loss falls forever." : V(c) ? a[V(c)] ?? "" : `The loss goes from ${$(V(r).losses[0])} to ${$(V(r).losses[V(r).epochs])} in ${fu(V(r).epochs)}.` : a[V(c) ?? ""] ?? "Where the run leads is not shown." : ""), s = /* @__PURE__ */ j(() => V(r) ? V(r).losses.findIndex((e) => !Number.isFinite(e)) : -1), c = /* @__PURE__ */ j(() => V(i)?.status ?? (V(s) >= 0 ? "diverging" : V(n).status)), l = /* @__PURE__ */ j(() => {
		if (!V(r) || !t.lab.shows("reason")) return "";
		if (V(i)) return yu(V(i).sentence);
		let e = t.lab.floor;
		return V(s) >= 0 ? `The numbers overflow at epoch ${du(V(s))}.` : `${Number.isNaN(e) ? "" : ` The lowest loss is ${$(e)}.`} ${Js.alone ? "Where the run leads, only Python can judge." : "Python is judging where the run leads."}`.trim();
	}), u = /* @__PURE__ */ j(() => V(c) === "diverging" || V(c) === "unstable" ? "bad" : V(c) === "converged" ? "good" : "plain"), d = /* @__PURE__ */ j(() => V(i) && V(i).status !== "converged" && V(i).lr_advised !== null && Math.abs(V(i).lr_advised / t.lab.lr - 1) > .02 ? V(i).lr_advised : null), f = /* @__PURE__ */ j(() => V(r) && V(r).epochs < t.lab.epochs ? V(r).epochs : 0);
	var p = G(), m = I(p), h = (e) => {
		var t = HE(), r = L(F(t), !0);
		E(t), z(() => q(r, V(n).fault)), K(e, t);
	}, g = (e) => {
		var r = KE(), i = F(r), a = F(i);
		bE(F(a), { get text() {
			return V(o);
		} }), E(a);
		var s = R(a, 2), c = F(s), p = R(c), m = (e) => {
			var n = Yi();
			z((e) => q(n, `The page runs only ${e ?? ""} of this ${Vl[t.lab.model].text ?? ""}: more would take too long.`), [() => fu(V(f))]), K(e, n);
		}, h = /* @__PURE__ */ j(() => V(f) && t.lab.shows("reason") && !t.lab.hidden.has("model"));
		J(p, (e) => {
			V(h) && e(m);
		}), E(s), E(i);
		var g = R(i, 2), _ = (e) => {
			var r = WE(), i = F(r), a = F(i), o = F(a);
			Iu(o, {
				name: "limit",
				children: (e, t) => {
					Re(), K(e, Yi("limit"));
				},
				$$slots: { default: !0 }
			});
			var s = R(o);
			E(a);
			var c = L(R(a, 2), !0);
			E(i);
			var l = R(i, 2), u = (e) => {
				var t = UE(), r = L(R(F(t), 2), !0);
				E(t), z((e) => q(r, e), [() => V(n).globalLimit === null ? "no rate is" : __(V(n).globalLimit)]), K(e, t);
			};
			J(l, (e) => {
				t.lab.rule === "gd" && e(u);
			});
			var d = R(l, 2), f = F(d);
			Iu(F(f), {
				name: "floor",
				children: (e, t) => {
					Re(), K(e, Yi("lowest loss"));
				},
				$$slots: { default: !0 }
			}), E(f);
			var p = L(R(f, 2), !0);
			E(d), _E(R(d, 2), {
				get lab() {
					return t.lab;
				},
				get agreement() {
					return t.agreement;
				}
			}), E(r), z((e, n) => {
				q(s, ` ${t.lab.limitThere?.at ?? "" ?? ""}`), q(c, e), q(p, n);
			}, [() => t.lab.limitThere ? __(t.lab.limit) : "not known", () => Number.isNaN(t.lab.floor) ? "not known" : $(t.lab.floor)]), K(e, r);
		}, v = /* @__PURE__ */ j(() => t.lab.shows("forecast"));
		J(g, (e) => {
			V(v) && e(_);
		});
		var y = R(g, 2), b = (e) => {
			var n = GE(), r = L(n);
			z((e) => q(r, `Use ${e ?? ""}`), [() => __(V(d))]), U("click", n, () => t.lab.setRate(V(d))), K(e, n);
		}, x = /* @__PURE__ */ j(() => V(d) !== null && t.lab.shows("reason"));
		J(y, (e) => {
			V(x) && e(b);
		}), Bu(R(y, 2), {
			get text() {
				return `${V(o) ?? ""} ${V(l) ?? ""}`;
			},
			wait: 700
		}), E(r), z(() => {
			_o(r, 1, `verdict ${V(u) ?? ""}`), q(c, `${V(l) ?? ""} `);
		}), K(e, r);
	};
	J(m, (e) => {
		V(n).fault ? e(h) : V(r) && e(g, 1);
	}), K(e, p), A();
}
var HE, UE, WE, GE, KE, qE = t((() => {
	Q(), Z(), Ys(), Hu(), Su(), Hl(), y_(), yE(), xE(), zu(), SE(), HE = /* @__PURE__ */ W("<section class=\"verdict bad\" aria-label=\"Verdict\"><h2> </h2></section>"), UE = /* @__PURE__ */ W("<div><dt>safe from anywhere</dt> <dd> </dd></div>"), WE = /* @__PURE__ */ W("<dl><div><dt><!> </dt> <dd> </dd></div> <!> <div><dt><!></dt> <dd> </dd></div> <!></dl>"), GE = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), KE = /* @__PURE__ */ W("<section aria-label=\"Verdict\"><div class=\"words\"><h2><!></h2> <p> <!></p></div> <!> <!> <!></section>"), Pi(["click"]);
}));
Q(), Z(), Is(), Im(), Yh(), Ys(), Pu(), rw();
var JE = /* @__PURE__ */ W("<button class=\"button\">Reset everything</button>"), YE = /* @__PURE__ */ W("<div class=\"half svelte-1n46o8q\"><!></div>"), XE = /* @__PURE__ */ W("<div class=\"whole svelte-1n46o8q\"><!></div>"), ZE = /* @__PURE__ */ W("<div><!></div>"), QE = /* @__PURE__ */ W("<div><div class=\"page svelte-1n46o8q\"><!> <!> <div class=\"stage svelte-1n46o8q\"><section class=\"dock on-screen svelte-1n46o8q\" aria-label=\"Learning rate and epoch\"><!> <!></section> <section class=\"settings on-screen svelte-1n46o8q\" aria-label=\"Settings\"><!> <!> <!> <!></section> <main class=\"svelte-1n46o8q\"><!> <div class=\"pictures svelte-1n46o8q\"><div><!></div> <!> <!> <!> <!></div> <!> <!></main></div></div> <!></div>");
function $E(e, t) {
	k(t, !0);
	let n = Es(t, "lab", 7), r = Es(t, "embedded", 3, !1), i = ii(() => new iu(n())), a = ii(() => new yb(n(), t.search)), o = /* @__PURE__ */ j(() => n().opened && n().data !== null), s = () => Promise.resolve().then(() => (qE(), BE)), c = () => Promise.resolve().then(() => (oC(), YS));
	Nu(() => n().words), ii(() => PE(n())), br(() => {
		n().sealed = a.open && a.tab === "learn" && a.learning.asks;
	}), vr(() => r() || Js.alone ? void 0 : Js.watch());
	let l = (e) => n().hidden.size > 0 ? VC(BC(e)) : BC(e);
	vr(() => {
		let e = n().settings();
		if (!n().opened || n().playing || r() || !n().revealed) return;
		let t = setTimeout(() => history.replaceState(null, "", l(e)), 250);
		return () => clearTimeout(t);
	});
	function u() {
		!r() && location.hash !== l(n().settings()) && n().open(location.hash);
	}
	var d = QE();
	Ni("keydown", ir, (e) => !r() && Hv(e, n())), Ni("hashchange", ir, u);
	let f;
	var p = F(d), m = F(p);
	Qv(m, {
		get lab() {
			return n();
		},
		children: (e, t) => {
			fy(e, { get panels() {
				return a;
			} });
		},
		$$slots: { default: !0 }
	});
	var h = R(m, 2);
	iy(h, { get lab() {
		return n();
	} });
	var g = R(h, 2), _ = F(g), v = F(_), y = (e) => {
		Mv(e, { get lab() {
			return n();
		} });
	}, b = /* @__PURE__ */ j(() => n().shows("rate"));
	J(v, (e) => {
		V(b) && e(y);
	});
	var x = R(v, 2), S = (e) => {
		Bv(e, { get lab() {
			return n();
		} });
	}, C = /* @__PURE__ */ j(() => n().shows("play"));
	J(x, (e) => {
		V(C) && e(S);
	}), E(_);
	var w = R(_, 2), T = F(w), ee = (e) => {
		Ev(e, { get lab() {
			return n();
		} });
	}, te = /* @__PURE__ */ j(() => n().shows("model"));
	J(T, (e) => {
		V(te) && e(ee);
	});
	var ne = R(T, 2);
	Iv(ne, { get lab() {
		return n();
	} });
	var re = R(ne, 2), ie = (e) => {
		yv(e, { get lab() {
			return n();
		} });
	}, ae = /* @__PURE__ */ j(() => n().shows("data"));
	J(re, (e) => {
		V(ae) && e(ie);
	});
	var oe = R(re, 2), se = (e) => {
		var t = JE();
		U("click", t, () => n().reset()), K(e, t);
	}, ce = /* @__PURE__ */ j(() => n().shows("reset"));
	J(oe, (e) => {
		V(ce) && e(se);
	}), E(w);
	var le = R(w, 2), ue = F(le), de = (e) => {
		oy(e, {});
	}, fe = (e) => {
		Kv(e, { get lab() {
			return n();
		} });
	}, pe = (e) => {
		var t = G(), r = I(t), a = (e) => {
			DE(e, {
				get lab() {
					return n();
				},
				get agreement() {
					return i;
				}
			});
		}, o = (e) => {
			var t = G();
			ba(I(t), s, null, (e, t) => {
				var r = /* @__PURE__ */ j(() => {
					var { default: e } = V(t);
					return { ModelVerdict: e };
				}), a = /* @__PURE__ */ j(() => V(r).ModelVerdict), o = G();
				Ka(I(o), () => V(a), (e, t) => {
					t(e, {
						get lab() {
							return n();
						},
						get agreement() {
							return i;
						}
					});
				}), K(e, o);
			}), K(e, t);
		};
		J(r, (e) => {
			n().closedRule ? e(a) : e(o, -1);
		}), K(e, t);
	}, me = /* @__PURE__ */ j(() => n().shows("verdict"));
	J(ue, (e) => {
		n().sealed ? e(de) : n().revealed ? V(me) && e(pe, 2) : e(fe, 1);
	});
	var he = R(ue, 2), ge = F(he);
	jh(F(ge), {
		get lab() {
			return n();
		},
		get editor() {
			return a.editor;
		}
	}), E(ge);
	var _e = R(ge, 2), ve = (e) => {
		var t = YE(), r = F(t), i = (e) => {
			Om(e, { get lab() {
				return n();
			} });
		}, a = (e) => {
			var t = G();
			ba(I(t), c, null, (e, t) => {
				var r = /* @__PURE__ */ j(() => {
					var { default: e } = V(t);
					return { TerrainChart: e };
				}), i = /* @__PURE__ */ j(() => V(r).TerrainChart), a = G();
				Ka(I(a), () => V(i), (e, t) => {
					t(e, { get lab() {
						return n();
					} });
				}), K(e, a);
			}), K(e, t);
		};
		J(r, (e) => {
			n().isLine ? e(i) : e(a, -1);
		}), E(t), K(e, t);
	}, ye = /* @__PURE__ */ j(() => n().shows("contour"));
	J(_e, (e) => {
		V(ye) && e(ve);
	});
	var be = R(_e, 2), xe = (e) => {
		var t = XE();
		Tg(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, Se = /* @__PURE__ */ j(() => n().shows("losses"));
	J(be, (e) => {
		V(Se) && e(xe);
	});
	var Ce = R(be, 2), we = (e) => {
		var t = ZE();
		Eg(F(t), { get lab() {
			return n();
		} }), E(t), z((e) => _o(t, 1, e, "svelte-1n46o8q"), [() => lo(n().closedRule && n().shows("directions") ? "half" : "whole")]), K(e, t);
	}, Te = /* @__PURE__ */ j(() => n().shows("weights"));
	J(Ce, (e) => {
		V(Te) && e(we);
	});
	var Ee = R(Ce, 2), De = (e) => {
		var t = YE();
		gg(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, Oe = /* @__PURE__ */ j(() => n().closedRule && n().shows("directions"));
	J(Ee, (e) => {
		V(Oe) && e(De);
	}), E(he);
	var ke = R(he, 2), Ae = (e) => {
		ly(e, { get lab() {
			return n();
		} });
	}, je = /* @__PURE__ */ j(() => n().shows("steps"));
	J(ke, (e) => {
		V(je) && e(Ae);
	});
	var Me = R(ke, 2), Ne = (e) => {
		av(e, { get lab() {
			return n();
		} });
	}, Pe = /* @__PURE__ */ j(() => n().isLine && n().shows("compare"));
	J(Me, (e) => {
		V(Pe) && e(Ne);
	}), E(le), E(g), E(p), hE(R(p, 2), {
		get panels() {
			return a;
		},
		get agreement() {
			return i;
		}
	}), E(d), z((e) => {
		f = _o(d, 1, "downslope-lab svelte-1n46o8q", null, f, { embedded: r() }), X(d, "data-lm-suppress-shortcuts", r() || void 0), X(d, "data-theme", Xv.chosen), X(d, "data-ready", V(o)), _o(ge, 1, e, "svelte-1n46o8q");
	}, [() => lo(n().shows("contour") ? "half" : "whole")]), U("keydown", d, (e) => r() && Hv(e, n())), K(e, d), A();
}
Pi(["keydown", "click"]);
// src/alone/numerals.ts
function eD(e, t = 6) {
	if (Number.isNaN(e)) return "nan";
	if (!Number.isFinite(e)) return e < 0 ? "-inf" : "inf";
	if (e === 0) return Object.is(e, -0) ? "-0" : "0";
	let [n, r] = e.toExponential(t - 1).split("e"), i = Number(r);
	return i >= -4 && i < t ? iD(e.toFixed(Math.max(t - 1 - i, 0))) : `${iD(n)}e${rD(i)}${String(Math.abs(i)).padStart(2, "0")}`;
}
function tD(e) {
	if (!Number.isFinite(e)) return eD(e);
	if (Object.is(e, -0)) return "-0.0";
	let [t, n] = e.toExponential().split("e"), r = Number(n);
	if (r < -4 || r >= 16) return `${t}e${rD(r)}${String(Math.abs(r)).padStart(2, "0")}`;
	let i = (t.split(".")[1] ?? "").length, a = e.toFixed(Math.max(i - r, 0));
	return a.includes(".") ? a : `${a}.0`;
}
function nD(e) {
	let t = e.trim();
	if (/^[+-]?(inf|infinity)$/i.test(t)) return t.startsWith("-") ? -Infinity : Infinity;
	if (/^[+-]?nan$/i.test(t)) return NaN;
	let n = "\\d+(?:_\\d+)*";
	return RegExp(`^[+-]?(?:${n}\\.?(?:${n})?|\\.${n})(?:e[+-]?${n})?$`, "i").test(t) ? Number(t.replaceAll("_", "")) : null;
}
var rD, iD, aD = t((() => {
	rD = (e) => e < 0 ? "-" : "+", iD = (e) => e.includes(".") ? e.replace(/\.?0+$/, "") : e;
}));
// src/alone/grading.ts
function oD(e, t) {
	let n = e.trim().replaceAll("−", "-");
	t && n.toLowerCase().endsWith(t.toLowerCase()) && (n = n.slice(0, -t.length).trimEnd());
	let r = n.endsWith("%") && t !== "%";
	r && (n = n.slice(0, -1));
	let i = /^([^/]+)\/([^/]+)$/.exec(n), a = i ? null : nD(n);
	if (i) {
		let [e, t] = [nD(i[1]), nD(i[2])];
		e !== null && t !== null && (a = t ? e / t : Infinity);
	}
	return a !== null && r ? a / 100 : a;
}
function sD(e, t) {
	let n = oD(e, t);
	if (n === null) {
		let t = e.includes(",") ? "; write a decimal point, not a comma" : "";
		throw new pD(`'${yD(e)}' is not a number: type one such as 0.025, 1/40, or 2.5e-2${t}.`);
	}
	if (!Number.isFinite(n) || Math.abs(n) > hD) throw new pD(`'${yD(e)}' cannot be the answer: give a finite number, at most 1e+15 in size.`);
	return n;
}
function cD(e, t) {
	let { observed: n, text: r } = e, i = (e, t, i) => ({
		scored: {
			status: e,
			predicted: t,
			observed: n,
			text: i
		},
		observation: { text: r }
	});
	if (t === null) return i("skipped", null, e.skipped);
	if (e.number === null) {
		let n = e.question.options.find(({ key: e, text: n }) => [vD(e), vD(n)].includes(vD(t)));
		if (!n) throw new pD(`There is no option '${yD(t)}': choose one of the list.`);
		let r = e.replies[n.key];
		return i(r.status, n.key, r.text);
	}
	let { tolerance: a, relative: o, shown: s, too_low: c, too_high: l } = e.number, { title: u, unit: d } = e.question, f = Number(n), p = t.length > mD ? null : oD(t, d);
	if (p === null || !Number.isFinite(p) || Math.abs(p) > hD) {
		let e = yD(t).includes(",") ? ", with a decimal point and no comma" : "";
		throw new pD(`The prediction '${yD(t)}' is not a number: “${u}” asks for one. Type one such as 1.5, 1/40, or 2e3${e}.`);
	}
	if (bD(p, f, o ? a : 0, o ? 0 : a)) return i("right", p, `Right. The exact answer is ${s}.`);
	let m = p < f ? c : l;
	return i("wrong", p, `You said ${eD(p)}. The right answer is ${s}. ${m}`.trim());
}
function lD(e, t, n) {
	let { correct: r, feedback: i } = e.number === null ? uD(e, t) : dD(e, t), a = r || n >= _D;
	return {
		attempt: n,
		correct: r,
		feedback: i,
		hint: a ? null : e.hints[n - 1] ?? null,
		answer: a ? e.answer : null,
		why: a ? e.why : null
	};
}
function uD({ posed: e, options: t }, n) {
	let r = vD(n), i = e.options.find((e) => vD(e.text) === r)?.letter ?? /^\(?([a-z])[).:]?$/.exec(r)?.[1] ?? "";
	if (!Object.hasOwn(t, i)) {
		let t = e.options.at(-1)?.letter;
		throw new pD(`'${yD(n)}' is not an option: give a letter from a to ${t}.`);
	}
	return t[i];
}
function dD({ posed: e, number: t }, n) {
	let { right: r, tolerance: i, slack: a, shown: o, misses: s, otherwise: c } = t;
	if (n.trim() === "") throw new pD("The answer is empty: give one number, such as 0.025 or 1/40.");
	let l = sD(n, e.unit);
	if (bD(l, r, i, a + gD)) return {
		correct: !0,
		feedback: l === r ? "Right." : `Right: ${o}.`
	};
	let u = s.find(({ value: e }) => bD(l, e, i, a + gD));
	if (u) return {
		correct: !1,
		feedback: u.feedback
	};
	let d = l > r ? "too large" : "too small";
	return {
		correct: !1,
		feedback: `${fD(l, e.unit)} is ${d}. ${c}`
	};
}
function fD(e, t) {
	return `${Number.isInteger(e) && Math.abs(e) < 1e6 ? e.toFixed(0) : eD(e, 4)} ${t}`.trimEnd();
}
var pD, mD, hD, gD, _D, vD, yD, bD, xD, SD = t((() => {
	aD(), pD = class extends Error {}, mD = 200, hD = 0x38d7ea4c68000, gD = 1e-12, _D = 3, vD = (e) => e.split(/\s+/).filter(Boolean).join(" ").toLowerCase(), yD = (e) => e.slice(0, 200).split(/\s+/).filter(Boolean).join(" ").slice(0, 40), bD = (e, t, n, r) => Math.abs(e - t) <= n * Math.abs(t) + r, xD = (e, t) => (e.find(({ posed: e }) => e.seed === t) ?? e[Math.floor(Math.random() * e.length)]).posed;
}));
// src/alone/links.ts
function CD(e, t, n) {
	let r = e.find((e) => e.name === t) ?? e[0];
	if (!r.takes_prompt) return {
		url: r.address,
		text: "",
		note: r.note
	};
	let i = wD(n, TD - r.address.length);
	return {
		url: r.address + OD(i),
		text: i,
		note: r.note
	};
}
function wD(e, t) {
	if (OD(e).length <= t) return e;
	let n = "", r = OD(ED).length;
	for (let i of e) {
		if (r += OD(i).length, r > t) break;
		n += i;
	}
	let i = 0;
	for (let t of e.matchAll(DD)) t.index + 1 <= n.length && (i = t.index + 1);
	return (e.slice(0, i).trimEnd() || n) + ED;
}
var TD, ED, DD, OD, kD = t((() => {
	TD = 2e3, ED = " (The rest of this prompt is on my clipboard; ask me to paste it.)", DD = /[.?!\n](?=[ \n]|$)/g, OD = (e) => encodeURIComponent(e.replace(/\p{Surrogate}/gu, "�")).replace(/[!'()*]/g, (e) => `%${e.charCodeAt(0).toString(16).toUpperCase()}`);
}));
// src/alone/random.ts
function AD(e) {
	let t = 0;
	for (let n = 2; n <= e; n++) t += Math.log(n);
	return t;
}
function jD(e, t, n, r, i) {
	let a = 2 ** n, [o, s, c] = [
		0,
		1,
		2
	].map(() => new Float64Array(LD)), l = t / r(e), u = e, d = e;
	s[0] = Math.floor(u / l * a), [o[0], o[255]] = [l / a, u / a], [c[0], c[255]] = [1, r(u)];
	for (let e = 254; e >= 1; e--) u = i(t / u + r(u)), s[e + 1] = Math.floor(u / d * a), d = u, c[e] = r(u), o[e] = u / a;
	return {
		widths: o,
		inside: s,
		heights: c
	};
}
function MD(e) {
	let t = [e >>> 0];
	e >= 2 ** 32 && t.push(Math.floor(e / 2 ** 32) >>> 0);
	let n = [], r = 1135663077, i = (e) => {
		let t = (e ^ r) >>> 0;
		return r = Math.imul(r, 2468251765) >>> 0, t = Math.imul(t, r) >>> 0, (t ^ t >>> 16) >>> 0;
	}, a = (e, t) => {
		let n = Math.imul(e, 3389127133) - Math.imul(t, 1232336661) >>> 0;
		return (n ^ n >>> 16) >>> 0;
	};
	for (let e = 0; e < 4; e++) n.push(i(t[e] ?? 0));
	for (let e = 0; e < 4; e++) for (let t = 0; t < 4; t++) e !== t && (n[t] = a(n[t], i(n[e])));
	let o = [], s = 2337405405;
	for (let e = 0; e < 8; e++) {
		let t = (n[e % 4] ^ s) >>> 0;
		s = Math.imul(s, 1492356589) >>> 0, t = Math.imul(t, s) >>> 0, o.push((t ^ t >>> 16) >>> 0);
	}
	return [
		0,
		2,
		4,
		6
	].map((e) => BigInt(o[e]) | BigInt(o[e + 1]) << 32n);
}
var ND, PD, FD, ID, LD, RD, zD, BD, VD, HD, UD, WD = t((() => {
	ND = (1n << 64n) - 1n, PD = (1n << 128n) - 1n, FD = 47026247687942121848144207491837523525n, ID = class {
		state = 0n;
		increment;
		constructor(e) {
			let [t, n, r, i] = MD(e);
			this.increment = ((r << 64n | i) << 1n | 1n) & PD, this.advance(), this.state = this.state + (t << 64n | n) & PD, this.advance();
		}
		advance() {
			this.state = this.state * FD + this.increment & PD;
		}
		bits() {
			this.advance();
			let e = this.state >> 122n, t = this.state >> 64n ^ this.state & ND;
			return (t >> e | t << (64n - e & 63n)) & ND;
		}
		double() {
			return Number(this.bits() >> 11n) / 2 ** 53;
		}
		uniform(e, t, n) {
			return Array.from({ length: n }, () => e + (t - e) * this.double());
		}
		normals(e, t = 1) {
			return Array.from({ length: e }, () => t * this.normal());
		}
		normal() {
			for (;;) {
				let e = this.bits(), t = Number(e & 255n), n = e >> 9n & 4503599627370495n, r = Number(n) * HD.widths[t], i = e >> 8n & 1n ? -r : r;
				if (Number(n) < HD.inside[t]) return i;
				if (t === 0) for (;;) {
					let e = -Math.log1p(-this.double()) / RD;
					if (!(2 * -Math.log1p(-this.double()) <= e * e)) return n >> 8n & 1n ? -(RD + e) : RD + e;
				}
				if ((HD.heights[t - 1] - HD.heights[t]) * this.double() + HD.heights[t] < Math.exp(-.5 * i * i)) return i;
			}
		}
		exponential() {
			for (;;) {
				let e = this.bits() >> 3n, t = Number(e & 255n), n = Number(e >> 8n), r = n * UD.widths[t];
				if (n < UD.inside[t]) return r;
				if (t === 0) return BD - Math.log1p(-this.double());
				if ((UD.heights[t - 1] - UD.heights[t]) * this.double() + UD.heights[t] < Math.exp(-r)) return r;
			}
		}
		gamma(e) {
			for (;;) {
				let t = this.double(), n = this.exponential();
				if (t <= 1 - e) {
					let r = t ** (1 / e);
					if (r <= n) return r;
				} else {
					let r = -Math.log((1 - t) / e), i = (1 - e + e * r) ** (1 / e);
					if (i <= n + r) return i;
				}
			}
		}
		studentT(e) {
			let t = this.normal();
			return Math.sqrt(e / 2) * t / Math.sqrt(this.gamma(e / 2));
		}
		poisson(e) {
			if (e >= 10) return this.largePoisson(e);
			let t = Math.exp(-e), n = 1;
			for (let e = 0;; e++) if (n *= this.double(), n <= t) return e;
		}
		largePoisson(e) {
			let t = .931 + 2.53 * Math.sqrt(e), n = -.059 + .02483 * t, r = 1.1239 + 1.1328 / (t - 3.4), i = .9277 - 3.6224 / (t - 2);
			for (;;) {
				let a = this.double() - .5, o = this.double(), s = .5 - Math.abs(a), c = Math.floor((2 * n / s + t) * a + e + .43);
				if (s >= .07 && o <= i || !(c < 0 || s < .013 && o > s) && Math.log(o) + Math.log(r) - Math.log(n / (s * s) + t) <= -e + c * Math.log(e) - AD(c)) return c;
			}
		}
	}, LD = 256, RD = 3.654152885361009, zD = .0049286732339746545, BD = 7.69711747013105, VD = .003949659822581557, HD = jD(RD, zD, 52, (e) => Math.exp(-.5 * e * e), (e) => Math.sqrt(-2 * Math.log(e))), UD = jD(BD, VD, 53, (e) => Math.exp(-e), (e) => -Math.log(e));
}));
// src/alone/samples.ts
function GD({ names: e, target: t, columns: n, y: r }, i) {
	let a = th({
		kind: "points",
		names: e,
		target: t,
		columns: n,
		y: r
	}), o = r.length > ZD ? KD(r.length) : null, s = (e) => o ? o.map((t) => e[t]) : e;
	return {
		...a,
		columns: n.map(s),
		y: s(r),
		sampled: o !== null,
		sample_size: o?.length ?? r.length,
		source: i
	};
}
function KD(e) {
	let t = new ID(0), n = /* @__PURE__ */ new Set();
	for (; n.size < ZD;) n.add(Math.floor(e * t.double()));
	return [...n].sort((e, t) => e - t);
}
function qD({ n: e, noise: t, seed: n, low: r, high: i }) {
	let a = new ID(n), o = a.uniform(r, i, e), s = a.normals(e, t), c = o.map((e, t) => QD * e + $D + s[t]), l = `${du(e)} points of y = 3x + 2 with noise ${eD(t)}, seed ${n}`;
	return {
		...GD({
			names: ["x"],
			target: "y",
			columns: [o],
			y: c
		}, l),
		lr_start: a.normals(2),
		truth: [QD, $D]
	};
}
function JD(e, t, n) {
	let r = e.uniform(0, 10, t);
	return [[r], n(r)];
}
function YD({ points: e, n: t, seed: n }, r) {
	let [i, a] = tO[e](new ID(n), t), o = i.length === 1 ? ["x"] : i.map((e, t) => `x${t + 1}`), s = t === 100 && n === 0 ? r : `${du(t)} points of ${e}, seed ${n}`;
	return GD({
		names: o,
		target: "y",
		columns: i,
		y: a
	}, s);
}
function XD(e, t) {
	let n = t.map((t) => e.names.indexOf(t)), r = e.names.length, i = (e) => n.map((t) => e[t]), a = e.equivalent, o = rh([
		...n,
		r,
		r + 1
	].map((e) => a.map((t) => t[e]))), s = o[t.length + 1]?.[t.length + 1] ?? 0;
	return {
		...e,
		names: t,
		weight_names: [...t, "intercept"],
		columns: i(e.columns),
		equivalent: o,
		loss_floor: s * s / e.n,
		lr_start: [...i(e.lr_start), e.lr_start[r]],
		truth: t.length === r && e.truth ? [...i(e.truth), e.truth[r]] : null,
		remains: ""
	};
}
var ZD, QD, $D, eO, tO, nO, rO = t((() => {
	Su(), sh(), aD(), WD(), ZD = 2e3, QD = 3, $D = 2, eO = 8, tO = {
		"lesson-line": (e, t) => nO(e, t, () => e.normal()),
		"lesson-outliers": (e, t) => nO(e, t, () => e.studentT(1.5)),
		"lesson-useless-columns": (e, t) => {
			let n = e.normals(t * eO), r = Array.from({ length: eO }, (e, r) => Array.from({ length: t }, (e, t) => n[t * eO + r]));
			return [r, e.normals(t).map((e, t) => 3 * r[0][t] - 2 * r[1][t] + 2 + e)];
		},
		"lesson-yes-no": (e, t) => JD(e, t, (t) => t.map((t) => Number(e.double() < 1 / (1 + Math.exp(5 - t))))),
		"lesson-separated": (e, t) => JD(e, t, (e) => e.map((e) => Number(e > 5))),
		"lesson-three-classes": (e, t) => JD(e, t, (n) => {
			let r = e.normals(t);
			return n.map((e, t) => Number(e + r[t] >= 3) + Number(e + r[t] >= 7));
		}),
		"lesson-counts": (e, t) => JD(e, t, (t) => t.map((t) => e.poisson(Math.exp(.2 * t + .5)))),
		"lesson-bend": (e, t) => {
			let n = e.uniform(-5, 5, t), r = e.normals(t, .3);
			return [[n], n.map((e, t) => Math.abs(e) + r[t])];
		}
	}, nO = (e, t, n) => JD(e, t, (e) => {
		let t = e.map(n);
		return e.map((e, n) => QD * e + $D + t[n]);
	});
}));
// src/alone/sheets.ts
function iO(e, t) {
	if (e.includes("�") || e.includes("\0")) throw OO(t, "is not text in UTF-8");
	let n = e.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n").replace(/\n+$/, ""), r = n.split("\n", 1)[0];
	if (r.trim() === "" || r.startsWith("#") || /^"?sep=/i.test(r)) throw OO(t, "begins with something other than the names of its columns");
	let i = oO(n, aO(r, t), t), a = i.shift().fields.map((e) => e.trim());
	if (cO(a, t), i.length === 0) throw new bO(`${t} has a header but no rows: at least two are needed.`);
	if (i.every(({ fields: e }) => e.length > a.length)) throw OO(t, "has more fields in its rows than names of columns");
	let o = i.map((e) => lO(e, a, t)), s = a.map((e, n) => i.every(({ fields: e }) => (e[n] ?? "") === "") ? {
		name: e,
		kind: "text",
		rows: 0
	} : uO(e, o, n, t)), c = s.filter((e) => e.kind === "number");
	if (c.length < 2) throw dO(t, s, o);
	return {
		id: crypto.getRandomValues(/* @__PURE__ */ new Uint32Array(2)).join(""),
		name: t,
		columns: s,
		rows: o.length,
		target: c.at(-1).name,
		preview: o.slice(0, CO),
		cells: o
	};
}
function aO(e, t) {
	let n = xO.map((t) => e.split(t).length - 1), r = xO.filter((e, t) => n[t] > 0);
	if (r.length > 1) throw OO(t, "has more than one kind of separator in its first line");
	return r[0] ?? ",";
}
function oO(e, t, n) {
	let r = [], i = {
		fields: [],
		line: 1
	}, a = 1;
	for (let o = 0; o <= e.length;) {
		let s = "";
		if (e[o] === "\"") {
			let r = a;
			for (o++;; o++) {
				if (o >= e.length) throw new bO(`${n} line ${r} has a quote that is not closed: fix that line.`, r - 1);
				if (e[o] === "\n" && a++, e[o] !== "\"") s += e[o];
				else if (e[o + 1] === "\"") s += e[o++];
				else break;
			}
			if (o++, o < e.length && e[o] !== t && e[o] !== "\n") throw OO(n, `has text after a closing quote in line ${a}`);
		} else {
			let r = sO(e, o, t);
			if (s = e.slice(o, r), s.includes("\"")) throw OO(n, `has a quote inside a field in line ${a}`);
			o = r;
		}
		i.fields.push(s), (o >= e.length || e[o] === "\n") && (r.push(i), i = {
			fields: [],
			line: ++a
		}), o++;
	}
	return r;
}
function sO(e, t, n) {
	let r = t;
	for (; r < e.length && e[r] !== n && e[r] !== "\n";) r++;
	return r;
}
function cO(e, t) {
	let n = e.filter((e) => !SO.has(e));
	if (n.length > 0 && n.every((e) => nD(e) !== null)) throw new bO(`${t} starts with numbers (${e.slice(0, 3).join(",")}): its first line must name the columns, or give --no-header to number them.`);
	if (e.includes("")) throw OO(t, "has a column without a name");
	let r = e.find((t, n) => e.indexOf(t) < n);
	if (r !== void 0) throw new bO(`${t} has more than one column named '${r}': rename one.`, void 0, r);
	if (e.includes("intercept")) throw OO(t, "has a column named 'intercept', as the model's own weight is");
}
function lO({ fields: e, line: t }, n, r) {
	if (e.length > n.length) throw new bO(`${r} line ${t} has ${e.length} fields but the header names ${n.length} columns: fix that line (a field that contains the separator needs quotes).`);
	return n.map((t, n) => {
		let r = (e[n] ?? "").trim();
		return SO.has(r) ? null : r;
	});
}
function uO(e, t, n, r) {
	let i = t.map((e) => e[n]).filter((e) => e !== null), a = i.length;
	if (i.every((e) => nD(e) !== null)) return {
		name: e,
		kind: "number",
		rows: a
	};
	if (i.every((e) => /^(true|false)$/i.test(e))) throw OO(r, `has the column '${e}' of true and false`);
	let o = i.find((e) => /^[+\-−]?\d{1,3}(?:[.,' ]\d{3})*[.,]\d+$/.test(e) || /^−[\d.]+$/.test(e));
	if (o !== void 0) throw OO(r, `has the number '${o}' in column '${e}'`);
	return {
		name: e,
		kind: i.every((e) => /^\d{4}-\d{2}-\d{2}$/.test(e)) ? "date" : "text",
		rows: a
	};
}
function dO(e, t, n) {
	let r = `${e} has ${["no column", "one column"][t.filter((e) => e.kind === "number").length]} of numbers, but a feature and a target are needed`, i = t.findIndex((e) => e.kind === "text");
	if (i < 0) return new bO(`${r}.`);
	let a = n.findIndex((e) => e[i] !== null && nD(e[i]) === null), o = t[i].name;
	return new bO(`${r}: column '${o}' is text (row ${a + 1}: '${n[a][i].slice(0, 40)}').`, a + 1, o);
}
function fO(e, t) {
	let n = t.target ?? e.target, r = e.columns.filter(({ name: e, kind: t }) => e !== n && t === "number").map(({ name: e }) => e), i = t.features ?? r.slice(0, wO);
	if (i.length === 0) throw new bO(`There is no column of numbers besides the target '${n}': at least one is needed as a feature.`);
	let a = [...i, n], o = a.map((t) => pO(e, t)), s = t.drop_missing ? e.cells.filter((e) => o.every((t) => kO(e[t]))) : e.cells;
	mO(e, s, o);
	let c = o.map((t, n) => s.map((r, i) => hO(e, r[t], i, a[n])));
	if (s.length < 2) {
		let t = s.length === 1 ? "1 row" : "no rows";
		throw new bO(`${e.name} has ${t} of data: at least 2 are needed.`);
	}
	return c.forEach((t, n) => gO(t, a[n], e.name)), {
		...GD({
			names: i,
			target: n,
			columns: c,
			y: c.pop()
		}, e.name),
		left_out: vO(e, t, i, c, e.cells.length - s.length)
	};
}
function pO(e, t) {
	let n = e.columns.findIndex((e) => e.name === t);
	if (n < 0 || e.columns[n].kind !== "number") throw new bO(`There is no column of numbers '${t}' in ${e.name}: the columns are ${e.columns.map((e) => e.name).join(", ")}.`);
	return n;
}
function mO(e, t, n) {
	let r = t.filter((e) => !n.every((t) => kO(e[t]))).length;
	if (r === 0) return;
	let i = t.findIndex((e) => !n.every((t) => kO(e[t]))), a = n.find((e) => !kO(t[i][e])), o = t[i][a], s = o === null ? NaN : nD(o), c = Number.isNaN(s) ? "a missing value" : `the value ${s < 0 ? "-inf" : "inf"}`, l = r > 1 ? ` (${r} rows are incomplete)` : "", { name: u } = e.columns[a];
	throw new bO(`Column '${u}' of ${e.name} has ${c} in row ${i + 1}${l}: fix the file, or leave such rows out with --drop-missing.`, i + 1, u);
}
function hO(e, t, n, r) {
	let i = nD(t);
	if (/^[+-]?\d+$/.test(t) && Math.abs(i) > EO) throw new bO(`Column '${r}' of ${e.name} holds the integer ${t}, beyond 2^53, in row ${n + 1}, which float64 would round: subtract an offset first.`, n + 1, r);
	return i;
}
function gO(e, t, n) {
	let r = _O(e).find((e) => DO.test(String(e)));
	if (r !== void 0) throw OO(n, `has the value ${r} in column '${t}'. It may stand for a missing value`);
}
function _O(e) {
	let [t, n] = [Infinity, -Infinity];
	for (let r of e) [t, n] = [Math.min(t, r), Math.max(n, r)];
	return [t, n];
}
function vO(e, t, n, r, i) {
	let a = [];
	if (i && a.push(`Left out: ${i.toLocaleString("en-US")} row${i === 1 ? "" : "s"} with missing values.`), !t.features) {
		let r = e.columns.filter(({ name: e, kind: n }) => e !== t.target && n === "number").length;
		r > n.length && a.push(`Only the first ${n.length} of ${r} features are shown and used.`);
		let i = e.columns.filter(({ name: e, kind: n }) => e !== t.target && n !== "number").map(({ name: e }) => e), o = i.length - TO;
		i.length && a.push(`Left out, because they hold no numbers: ${i.slice(0, TO).join(", ")}${o > 0 ? ` and ${o} more` : ""}.`);
	}
	return n.forEach((e, t) => {
		let n = r[t][0];
		r[t].length > 3 && (n === 0 || n === 1) && r[t].every((e, t) => e === n + t) && a.push(`'${e}' counts the rows (${n}, ${n + 1}, …): it may be a row number, not a feature. If so, leave it out.`);
	}), a.join(" ");
}
function yO(e) {
	if (e.sampled) throw new bO("This page holds only a sample of these rows: make the file with Python.");
	let t = (e) => /[",\n]/.test(e) ? `"${e.replaceAll("\"", "\"\"")}"` : e;
	return `${[[...e.names, e.target].map(t).join(","), ...e.y.map((t, n) => [...e.columns.map((e) => tD(e[n])), tD(t)].join(","))].join("\n")}\n`;
}
var bO, xO, SO, CO, wO, TO, EO, DO, OO, kO, AO = t((() => {
	aD(), rO(), bO = class extends Error {
		row;
		column;
		constructor(e, t, n) {
			super(e), this.row = t, this.column = n;
		}
	}, xO = [
		",",
		";",
		"	",
		"|"
	], SO = /* @__PURE__ */ new Set([
		"",
		"NA",
		"N/A",
		"na",
		"n/a",
		"null",
		"NULL",
		"None",
		"-",
		"?",
		".",
		"#N/A",
		"#NA",
		"<NA>",
		"NaT",
		"#N/A N/A",
		"NaN",
		"nan",
		"NAN",
		"-NaN",
		"-nan"
	]), CO = 5, wO = 50, TO = 8, EO = 2 ** 53, DO = /^-?9{2,}$/, OO = (e, t) => new bO(`${e} ${t}, which this page cannot judge: open it with 'downslope lab ${e} --target Y', which needs Python.`), kO = (e) => e !== null && Number.isFinite(nD(e));
})), jO = /* @__PURE__ */ n({
	Refused: () => zO,
	answering: () => UO,
	dataOf: () => MO
});
async function MO(e) {
	let t = await NO(e), { features: n } = e;
	if (!n || e.kind === "upload") return t;
	let r = n.find((e) => !t.names.includes(e));
	if (r !== void 0) throw new zO(`There is no column '${r}': the columns are ${t.names.join(", ")}.`);
	return XD(t, n);
}
async function NO(e) {
	switch (e.kind) {
		case "lesson": return qD(e);
		case "example": return YD(e, Vs().points[e.points]);
		case "case": return Ls(`data-${e.case}`);
		case "dataset": return Ls(`data-${e.name}`);
		case "points": return GD(e, `${e.y.length.toLocaleString("en-US")} points edited on the page`);
		case "file": throw new zO("A file of the command line is not in an exported page: open it under “Your data”.");
		case "upload": {
			let t = VO.get(e.id);
			if (!t) throw new zO("The file that the link names was open in another visit: open it again under “Your data”.");
			return fO(t, e);
		}
	}
}
async function PO(e) {
	let { items: t } = await Ls("quiz");
	return (await Ls(`quiz-${t.find((t) => t.id === e)?.topic ?? ""}`))[e];
}
async function FO(e, t) {
	let n = await PO(e);
	return n.find(({ posed: e }) => e.seed === t) ?? n[0];
}
async function IO(e, t, n) {
	if (e === "upload") {
		let e = new URLSearchParams(t).get("name") ?? "pasted.csv", r = iO(await new Response(n.body).text(), e);
		VO.set(r.id, r);
		let { id: i, columns: a, rows: o, target: s, preview: c } = r;
		return {
			id: i,
			name: e,
			columns: a,
			rows: o,
			target: s,
			preview: c
		};
	}
	if (!Object.hasOwn(HO, e)) throw new zO("This needs Python: an exported page cannot do it alone.");
	let r = typeof n.body == "string" ? JSON.parse(n.body) : {};
	return HO[e](r);
}
function LO(e) {
	return e instanceof Us ? `There are no data '${e.message.replace("data-", "")}' in this page.` : e instanceof TypeError ? "A part of the page could not be loaded: check the connection, and try again." : e instanceof Error ? e.message : String(e);
}
function RO(e) {
	let { row: t, column: n } = e;
	return {
		row: t,
		column: n
	};
}
var zO, BO, VO, HO, UO, WO, GO = t((() => {
	fc(), Ws(), SD(), kD(), WD(), rO(), AO(), zO = class extends Error {}, BO = 1040, VO = /* @__PURE__ */ new Map(), HO = {
		start: () => Vs().start,
		"random-start": () => ({ normals: new ID(0).normals(BO) }),
		lesson: () => Ls("lesson"),
		quiz: () => Ls("quiz"),
		data: ({ data: e }) => MO(e),
		csv: async ({ data: e }) => yO(await MO(e)),
		experiment: async ({ id: e, prediction: t }) => cD((await Ls("experiments"))[String(e)], t),
		prompt: async ({ id: e }) => (await Ls("prompts"))[String(e)],
		"quiz/pose": async ({ id: e, seed: t }) => xD(await PO(String(e)), t),
		"quiz/grade": async ({ id: e, seed: t, answer: n, attempt: r }) => lD(await FO(String(e), t), String(n), Number(r)),
		"quiz/hint": async ({ id: e, seed: t, step: n }) => ({ hint: (await FO(String(e), t)).hints[Number(n) - 1] ?? null }),
		open: async ({ target: e, text: t }) => CD((await Ls("lesson")).targets, String(e), String(t))
	}, UO = async (e, t) => {
		let [n, r = ""] = e.replace(/^api\//, "").split("?");
		try {
			return WO(await IO(n, r, t), 200);
		} catch (e) {
			if (t.signal?.aborted) throw e;
			return WO({
				error: LO(e),
				...RO(e)
			}, 400);
		}
	}, WO = (e, t) => new Response(typeof e == "string" ? e : JSON.stringify(e), { status: t });
}));
Is(), Ws(), fc(), Ys(), dw();
var KO = 150;
async function qO() {
	let e = document.getElementById("app"), { search: t, hash: n } = location;
	if (Bs()) {
		let { answering: e } = await Promise.resolve().then(() => (GO(), jO));
		Qs(e), Js.alone = !0, JO();
	}
	let r = new cw(t), i = new Promise((e) => setTimeout(e, KO));
	await Promise.race([r.open(n), i]), e?.replaceChildren(), e && aa($E, {
		target: e,
		props: {
			lab: r,
			search: t
		}
	});
}
function JO() {
	if (location.protocol !== "https:" && location.protocol !== "http:" || !isSecureContext || !document.querySelector("meta[name=\"content-beside\"]")) return;
	let e = () => void navigator.serviceWorker?.register("./worker.js").catch(() => void 0);
	document.readyState === "complete" ? e() : addEventListener("load", e);
}
Is(), Ws(), fc(), dw(), Ym(), Bs() && qO();
var YO = "?hide=learn,your-data,share,presets", XO = { render({ model: e, el: t }) {
	let n = /* @__PURE__ */ new Map(), r = (e) => {
		n.get(e.id)?.(e), n.delete(e.id);
	};
	e.on("msg:custom", r), Qs(ZO(e, n));
	let i = new cw(YO);
	i.open(`#epoch=${qm.epoch}`);
	let a = aa($E, {
		target: t,
		props: {
			lab: i,
			search: YO,
			embedded: !0
		}
	});
	return () => {
		e.off("msg:custom", r), sa(a);
	};
} };
function ZO(e, t) {
	return async (n, r) => {
		let i = crypto.randomUUID(), a = typeof r.body == "string" ? JSON.parse(r.body) : {}, o = new Promise((e, n) => {
			t.set(i, e), r.signal?.addEventListener("abort", () => {
				t.delete(i), n(new DOMException("no longer wanted", "AbortError"));
			});
		});
		e.send({
			id: i,
			where: n.replace(/^api\//, ""),
			question: a
		});
		let { status: s, answer: c } = await o;
		return new Response(JSON.stringify(c), { status: s });
	};
}
export { XO as default };
