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
	return typeof e?.then == "function";
}
function o(e) {
	for (var t = 0; t < e.length; t++) e[t]();
}
function s() {
	var e, t;
	return {
		promise: new Promise((n, r) => {
			e = n, t = r;
		}),
		resolve: e,
		reject: t
	};
}
var c, l, u, d, f, p, m, h, g, _, v, y, b = t((() => {
	c = Array.isArray, l = Array.prototype.indexOf, u = Array.prototype.includes, d = Array.from, f = Object.defineProperty, p = Object.getOwnPropertyDescriptor, m = Object.getOwnPropertyDescriptors, h = Object.prototype, g = Array.prototype, _ = Object.getPrototypeOf, v = Object.isExtensible, y = () => {};
})), x, S, C, ee, te, w, ne, re, ie, ae, oe, se, ce, le, ue, de, fe, pe, me, he, ge, _e, ve, ye, be, xe, T = t((() => {
	x = 1 << 24, S = 1024, C = 2048, ee = 4096, te = 8192, w = 16384, ne = 32768, re = 1 << 25, ie = 65536, ae = 1 << 19, oe = 1 << 20, se = 1 << 25, ce = 1 << 21, le = 1 << 22, ue = 1 << 23, de = Symbol("$state"), fe = Symbol("component"), pe = Symbol("legacy props"), me = Symbol(""), he = Symbol("attributes"), ge = Symbol("class"), _e = Symbol("style"), ve = Symbol("text"), ye = Symbol("form reset"), be = new class extends Error {
		name = "StaleReactionError";
		message = "The reaction that called `getAbortSignal()` was re-run or destroyed";
	}(), xe = !!globalThis.document?.contentType && /* @__PURE__ */ globalThis.document.contentType.includes("xml");
})), Se, Ce, we, Te, Ee, De = t((() => {
	Se = {}, Ce = Symbol("uninitialized"), we = "http://www.w3.org/1999/xhtml", Te = "http://www.w3.org/2000/svg", Ee = "http://www.w3.org/1998/Math/MathML";
}));
function Oe() {
	console.warn("https://svelte.dev/e/derived_inert");
}
function ke(e) {
	console.warn("https://svelte.dev/e/hydration_mismatch");
}
function Ae() {
	console.warn("https://svelte.dev/e/select_multiple_invalid_value");
}
function je() {
	console.warn("https://svelte.dev/e/svelte_boundary_reset_noop");
}
var Me = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/dom/hydration.js
function Ne(e) {
	D = e;
}
function Pe(e) {
	if (e === null) throw ke(), Se;
	return O = e;
}
function Fe() {
	return Pe(/* @__PURE__ */ Vn(O));
}
function E(e) {
	if (D) {
		if (/* @__PURE__ */ Vn(O) !== null) throw ke(), Se;
		O = e;
	}
}
function Ie(e = 1) {
	if (D) {
		for (var t = e, n = O; t--;) n = /* @__PURE__ */ Vn(n);
		O = n;
	}
}
function Le(e = !0) {
	for (var t = 0, n = O;;) {
		if (n.nodeType === 8) {
			var r = n.data;
			if (r === "]") {
				if (t === 0) return n;
				--t;
			} else (r === "[" || r === "[!" || r[0] === "[" && !isNaN(Number(r.slice(1)))) && (t += 1);
		}
		var i = /* @__PURE__ */ Vn(n);
		e && n.remove(), n = i;
	}
}
function Re(e) {
	if (!e || e.nodeType !== 8) throw ke(), Se;
	return e.data;
}
var D, O, ze = t((() => {
	T(), De(), Me(), Zn(), D = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/equality.js
function Be(e) {
	return e === this.v;
}
function Ve(e, t) {
	return e == e ? e !== t || typeof e == "object" && !!e || typeof e == "function" : t == t;
}
function He(e) {
	return !Ve(e, this.v);
}
var Ue = t((() => {}));
function We(e) {
	throw Error("https://svelte.dev/e/lifecycle_outside_component");
}
var Ge = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/errors.js
function Ke() {
	throw Error("https://svelte.dev/e/async_derived_orphan");
}
function qe(e, t, n) {
	throw Error("https://svelte.dev/e/each_key_duplicate");
}
function Je(e) {
	throw Error("https://svelte.dev/e/effect_in_teardown");
}
function Ye() {
	throw Error("https://svelte.dev/e/effect_in_unowned_derived");
}
function Xe(e) {
	throw Error("https://svelte.dev/e/effect_orphan");
}
function Ze() {
	throw Error("https://svelte.dev/e/effect_update_depth_exceeded");
}
function Qe(e) {
	throw Error("https://svelte.dev/e/props_invalid_value");
}
function $e() {
	throw Error("https://svelte.dev/e/state_descriptors_fixed");
}
function et() {
	throw Error("https://svelte.dev/e/state_prototype_fixed");
}
function tt() {
	throw Error("https://svelte.dev/e/state_unsafe_mutation");
}
function nt() {
	throw Error("https://svelte.dev/e/svelte_boundary_reset_onerror");
}
var rt = t((() => {
	i(), Ge();
}));
// node_modules/svelte/src/internal/flags/index.js
function it() {
	ot = !0;
}
var at, ot, st = t((() => {
	at = !1, ot = !1;
})), ct = t((() => {
	b();
})), lt = t((() => {
	ct(), T(), B(), U();
})), ut = t((() => {
	i(), b(), Ge();
}));
// node_modules/svelte/src/internal/client/context.js
function dt(e) {
	mt = e;
}
function k(e, t = !1, n) {
	mt = {
		p: mt,
		i: !1,
		c: null,
		e: null,
		s: e,
		x: null,
		r: H,
		l: ot && !t ? {
			s: null,
			u: null,
			$: []
		} : null
	};
}
function A(e) {
	var t = mt, n = t.e;
	if (n !== null) {
		t.e = null;
		for (var r of n) sr(r);
	}
	return e !== void 0 && (t.x = e), t.i = !0, mt = t.p, ft(e);
}
function ft(e = {}) {
	return f(e, fe, { value: !0 }), e;
}
function pt() {
	return !ot || mt !== null && mt.l === null;
}
var mt, ht = t((() => {
	i(), rt(), U(), B(), st(), T(), b(), mt = null;
}));
// node_modules/svelte/src/internal/client/dom/task.js
function gt() {
	var e = yt;
	yt = [], o(e);
}
function _t(e) {
	if (yt.length === 0 && !fn) {
		var t = yt;
		queueMicrotask(() => {
			t === yt && gt();
		});
	}
	yt.push(e);
}
function vt() {
	for (; yt.length > 0;) gt();
}
var yt, bt = t((() => {
	b(), bn(), yt = [];
}));
// node_modules/svelte/src/internal/client/reactivity/status.js
function xt(e, t) {
	e.f = e.f & Ct | t;
}
function St(e) {
	e.f & 512 || e.deps === null ? xt(e, S) : xt(e, ee);
}
var Ct, wt = t((() => {
	T(), Ct = ~(C | ee | S);
}));
// node_modules/svelte/src/internal/client/reactivity/utils.js
function Tt(e, t) {
	e.f & 2048 ? t.set(e, C) : e.f & 4096 && t.get(e) !== 2048 && t.set(e, ee), xt(e, S);
}
var Et = t((() => {
	T(), wt();
})), Dt = t((() => {
	T(), ct(), U();
}));
// node_modules/svelte/src/internal/client/dom/elements/misc.js
function Ot(e, t) {
	if (t) {
		let t = document.body;
		e.autofocus = !0, _t(() => {
			document.activeElement === t && e.focus();
		});
	}
}
function kt(e) {
	D && /* @__PURE__ */ Bn(e) !== null && Hn(e);
}
function At() {
	jt || (jt = !0, document.addEventListener("reset", (e) => {
		Promise.resolve().then(() => {
			if (!e.defaultPrevented) for (let t of e.target.elements) t[ye]?.();
		});
	}, { capture: !0 }));
}
var jt, Mt = t((() => {
	ze(), Zn(), bt(), T(), jt = !1;
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/shared.js
function Nt(e) {
	var t = Jr, n = H;
	Ar(null), jr(null);
	try {
		return e();
	} finally {
		Ar(t), jr(n);
	}
}
function Pt(e, t, n, r = n) {
	e.addEventListener(t, () => Nt(n));
	let i = e[ye];
	i ? e[ye] = () => {
		i(), r(!0);
	} : e[ye] = () => r(!0), At();
}
var Ft = t((() => {
	B(), U(), T(), Mt();
}));
// node_modules/svelte/src/internal/client/reactivity/async.js
function It(e, t, n, r) {
	let i = pt() ? Ht : Wt;
	var a = e.filter((e) => !e.settled), o = t.map(i);
	if (n.length === 0 && a.length === 0) {
		r(o);
		return;
	}
	var s = H, c = Lt(), l = a.length === 1 ? a[0].promise : a.length > 1 ? Promise.all(a.map((e) => e.promise)) : null;
	function u(e) {
		if (!(s.f & 16384)) {
			c();
			try {
				r([...o, ...e]);
			} catch (e) {
				$n(e, s);
			}
			Rt();
		}
	}
	var d = zt();
	if (n.length === 0) {
		l.then(() => u([])).finally(d);
		return;
	}
	function f() {
		Promise.all(n.map((e) => /* @__PURE__ */ Ut(e))).then(u).catch((e) => $n(e, s)).finally(d);
	}
	l ? l.then(() => {
		s.f & 16384 ? d() : (c(), f(), Rt());
	}) : f();
}
function Lt() {
	var e = H, t = Jr, n = mt, r = M;
	return function(i = !0) {
		jr(e), Ar(t), dt(n), i && !(e.f & 16384) && (r?.activate(), r?.apply());
	};
}
function Rt(e = !0) {
	Bt = !1, jr(null), Ar(null), dt(null), e && M?.deactivate();
}
function zt() {
	var e = H, t = e.b, n = M, r = !!t?.is_rendered();
	return t?.update_pending_count(1, n), n.increment(r, e), () => {
		t?.update_pending_count(-1, n), n.decrement(r, e);
	};
}
var Bt, Vt = t((() => {
	T(), i(), ht(), er(), U(), bn(), Zt(), B();
}));
/*#__NO_SIDE_EFFECTS__*/
function Ht(e) {
	var t = 2 | C;
	return H !== null && (H.f |= ae), {
		ctx: mt,
		deps: null,
		effects: null,
		equals: Be,
		f: t,
		fn: e,
		reactions: null,
		rv: 0,
		v: Ce,
		wv: 0,
		parent: H,
		ac: null
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Ut(e, t, n) {
	let r = H;
	r === null && Ke();
	var i = void 0, a = xn(Ce), o = !Jr, c = /* @__PURE__ */ new Set();
	return dr(() => {
		var t = H, n = s();
		i = n.promise;
		try {
			Promise.resolve(e()).then(n.resolve, (e) => {
				e !== be && n.reject(e);
			}).finally(Rt);
		} catch (e) {
			n.reject(e), Rt();
		}
		var l = M;
		if (o) {
			if (t.f & 32768) var u = zt();
			if (r.b?.is_rendered()) l.async_deriveds.get(t)?.reject(Xt);
			else for (let e of c.values()) e.reject(Xt);
			c.add(n), l.async_deriveds.set(t, n);
		}
		let d = (e, t = void 0) => {
			u?.(), c.delete(n), t !== Xt && (l.activate(), t ? (a.f |= ue, Cn(a, t)) : (a.f & 8388608 && (a.f ^= ue), Cn(a, e)), l.deactivate());
		};
		n.promise.then(d, (e) => d(null, e || "unknown"));
	}), ar(() => {
		for (let e of c) e.reject(Xt);
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
	let t = /* @__PURE__ */ Ht(e);
	return at || Mr(t), t;
}
/*#__NO_SIDE_EFFECTS__*/
function Wt(e) {
	let t = /* @__PURE__ */ Ht(e);
	return t.equals = He, t;
}
function Gt(e) {
	var t = e.effects;
	if (t !== null) {
		e.effects = null;
		for (var n = 0; n < t.length; n += 1) yr(t[n]);
	}
}
function Kt(e) {
	var t, n = H, r = e.parent;
	if (!qr && r !== null && e.v !== Ce && r.f & 24576) return Oe(), e.v;
	jr(r);
	try {
		Gt(e), t = Rr(e);
	} finally {
		jr(n);
	}
	return t;
}
function qt(e) {
	var t = Kt(e);
	!e.equals(t) && (e.wv = Fr(), (!M?.is_fork || e.deps === null) && (M === null ? e.v = t : (M.capture(e, t, !0), ln?.capture(e, t, !0)), e.deps === null)) ? xt(e, S) : qr || (un === null ? St(e) : (ir() || M?.is_fork) && un.set(e, t));
}
function Jt(e) {
	if (e.effects !== null) for (let t of e.effects) (t.teardown || t.ac) && (t.teardown?.(), t.ac !== null && Nt(() => {
		t.ac.abort(be), t.ac = null;
	}), t.fn !== null && (t.teardown = y), Vr(t, 0), _r(t));
}
function Yt(e) {
	if (e.effects !== null) for (let t of e.effects) t.teardown && t.fn !== null && Hr(t);
}
var Xt, Zt = t((() => {
	i(), T(), U(), Ft(), Ue(), rt(), Me(), B(), Mn(), ut(), st(), ht(), De(), bn(), Vt(), b(), wt(), Dt(), Xt = Symbol("obsolete");
}));
// node_modules/svelte/src/internal/client/reactivity/batch.js
function Qt(e) {
	var t = fn, n = ln;
	ln = null, fn = !0;
	try {
		var r;
		for (e && (Qt(), r = e());;) {
			if (vt(), M === null) return r;
			M.flush();
		}
	} finally {
		fn = t, ln = n;
	}
}
function $t() {
	try {
		Ze();
	} catch (e) {
		$n(e, dn);
	}
}
function en(e) {
	var t = e.length;
	if (t !== 0) {
		for (var n = 0; n < t;) {
			var r = e[n++];
			if (!(r.f & 24576) && Ir(r) && (yn = /* @__PURE__ */ new Set(), Hr(r), r.deps === null && r.first === null && r.nodes === null && r.teardown === null && r.ac === null && xr(r), yn?.size > 0)) {
				On.clear();
				for (let e of yn) {
					if (e.f & 24576) continue;
					let t = [e], n = e.parent;
					for (; n !== null;) yn.has(n) && (yn.delete(n), t.push(n)), n = n.parent;
					for (let e = t.length - 1; e >= 0; e--) {
						let n = t[e];
						n.f & 24576 || Hr(n);
					}
				}
				yn.clear();
			}
		}
		yn = null;
	}
}
function tn(e, t, n, r) {
	if (!n.has(e) && (n.add(e), e.reactions !== null)) for (let i of e.reactions) {
		let e = i.f;
		e & 2 ? tn(i, t, n, r) : e & 4194320 && !(e & 2048) && nn(i, t, r) && (xt(i, C), rn(i));
	}
}
function nn(e, t, n) {
	let r = n.get(e);
	if (r !== void 0) return r;
	if (e.deps !== null) for (let r of e.deps) {
		if (u.call(t, r)) return !0;
		if (r.f & 2 && nn(r, t, n)) return n.set(r, !0), !0;
	}
	return n.set(e, !1), !1;
}
function rn(e) {
	M.schedule(e);
}
function an(e, t) {
	if (!(e.f & 32 && e.f & 1024)) {
		e.f & 2048 ? t.d.push(e) : e.f & 4096 && t.m.push(e), xt(e, S);
		for (var n = e.first; n !== null;) an(n, t), n = n.next;
	}
}
function on(e) {
	xt(e, S);
	for (var t = e.first; t !== null;) on(t), t = t.next;
}
var sn, cn, M, ln, un, dn, fn, pn, mn, hn, gn, _n, vn, yn, bn = t((() => {
	T(), st(), b(), U(), rt(), bt(), i(), er(), Mn(), B(), Et(), De(), wt(), ut(), Dt(), Zt(), sn = null, cn = null, M = null, ln = null, un = null, dn = null, fn = !1, pn = !1, mn = null, hn = null, gn = 0, _n = 1, vn = class e {
		id = _n++;
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
			cn === null ? sn = cn = this : (cn.next = this, this.prev = cn), cn = this;
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
				for (var r of n.d) xt(r, C), t(r);
				for (r of n.m) xt(r, ee), t(r);
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
						t.f ^= S;
					}
				}
				n || e.push(t);
			}
			return this.#a = [], e;
		}
		#m() {
			this.started = !0;
			for (let [e, t] of this.#s) xt(e, t), this.schedule(e);
			this.apply();
			for (var t = mn = [], n = [], r = hn = []; this.#a.length > 0;) {
				gn++ > 1e3 && (this.#x(), $t());
				for (let e of this.#p()) try {
					this.#h(e, t, n);
				} catch (t) {
					throw on(e), this.#d() || this.discard(), t;
				}
			}
			if (M = null, r.length > 0) {
				var i = e.ensure();
				for (let e of r) i.schedule(e);
			}
			if (mn = null, hn = null, this.#d()) {
				this.#y(n), this.#y(t);
				for (let [e, t] of this.#c) an(e, t);
				r.length > 0 && M.#m();
				return;
			}
			let a = this.#g();
			if (a) this.#y(n), this.#y(t), a.#v(this);
			else {
				this.#s.clear();
				for (let e of this.#e) e(this);
				this.#e.clear(), ln = this, en(n), en(t), ln = null, this.#i?.resolve();
				var o = M;
				this.#n === 0 && (this.#a.length === 0 || o !== null) && (this.#x(), at && (this.#b(), M = o)), o !== null && (On.clear(), o.#m());
			}
		}
		#h(e, t, n) {
			e.f ^= S;
			for (var r = e.first; r !== null;) {
				var i = r.f, a = !!(i & 96);
				if (!(a && i & 1024 || i & 8192 || this.#c.has(r)) && r.fn !== null) {
					a ? r.f ^= S : i & 4 ? t.push(r) : at && i & 16777224 ? n.push(r) : Ir(r) && (i & 16 && this.add_dirty_reaction(r, ee), Hr(r));
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
						r & 4194320 && !this.async_deriveds.has(i) && (this.#s.delete(i), xt(i, C), this.schedule(i));
					}
				}
			};
			for (let e of this.current.keys()) t(e);
			this.oncommit(() => e.discard()), e.#x(), M = this, this.#m();
		}
		#y(e) {
			for (var t = 0; t < e.length; t += 1) Tt(e[t], this.#s);
		}
		capture(e, t, n = !1) {
			e.v !== Ce && !this.previous.has(e) && this.previous.set(e, e.v), e.f & 8388608 || (this.current.set(e, [t, n]), un?.set(e, t)), this.is_fork || (e.v = t);
		}
		activate() {
			M = this;
		}
		deactivate() {
			M = null, un = null;
		}
		flush() {
			try {
				pn = !0, M = this, this.#m();
			} finally {
				gn = 0, dn = null, mn = null, hn = null, pn = !1, M = null, un = null, On.clear();
			}
		}
		discard() {
			for (let e of this.#t) e(this);
			this.#t.clear();
			for (let e of this.async_deriveds.values()) e.reject(Xt);
			this.#x(), this.#i?.resolve();
		}
		register_created_effect(e) {
			this.#o.push(e);
		}
		#b() {
			for (let u = sn; u !== null; u = u.next) {
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
						for (var s of t) tn(s, i, a, o);
						o = /* @__PURE__ */ new Map();
						var c = [...u.current].filter(([e, t]) => {
							let n = this.current.get(e);
							return !n || n[0] !== t[0] || n[1] !== t[1];
						}).map(([e]) => e);
						if (c.length > 0) for (let e of this.#o) !(e.f & 155648) && nn(e, c, o) && (e.f & 4194320 ? (xt(e, C), u.schedule(e)) : u.add_dirty_reaction(e, C));
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
			this.#u || (this.#u = !0, _t(() => {
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
			return (this.#i ??= s()).promise;
		}
		static ensure() {
			if (M === null) {
				let t = M = new e();
				!pn && !fn && _t(() => {
					t.started || t.flush();
				});
			}
			return M;
		}
		apply() {
			if (!at || !this.is_fork && this.prev === null && this.next === null) un = null;
			else {
				un = /* @__PURE__ */ new Map();
				for (let [e, [t]] of this.current) un.set(e, t);
				for (let e = sn; e !== null; e = e.next) if (!(e === this || e.is_fork) && (e.id >= this.id || !e.#_(this))) for (let [t, n] of e.previous) un.has(t) || un.set(t, n);
			}
		}
		schedule(e) {
			dn = e, e.b?.is_pending && e.f & 16777228 && !(e.f & 32768) ? e.b.defer_effect(e) : this.#a.push(e);
		}
		#x() {
			if (this.linked) {
				var e = this.prev, t = this.next;
				e === null ? sn = t : e.next = t, t === null ? cn = e : t.prev = e, this.linked = !1;
			}
		}
	}, yn = null;
}));
function xn(e, t) {
	return {
		f: 0,
		v: e,
		reactions: null,
		equals: Be,
		rv: 0,
		wv: 0
	};
}
/*#__NO_SIDE_EFFECTS__*/
function N(e, t) {
	let n = xn(e, t);
	return Mr(n), n;
}
/*#__NO_SIDE_EFFECTS__*/
function Sn(e, t = !1, n = !0) {
	let r = xn(e);
	return t || (r.equals = He), ot && n && mt !== null && mt.l !== null && (mt.l.s ??= []).push(r), r;
}
function P(e, t, n = !1) {
	return Jr !== null && (!Yr || Jr.f & 131072) && pt() && Jr.f & 4325394 && (Xr === null || !Xr.has(e)) && tt(), Cn(e, n ? Nn(t) : t, hn);
}
function Cn(e, t, n = null) {
	if (!e.equals(t)) {
		qr ? On.set(e, t) : On.has(e) || On.set(e, e.v);
		var r = vn.ensure();
		if (r.capture(e, t), e.f & 2) {
			let t = e;
			e.f & 2048 && Kt(t), un === null && St(t);
		}
		e.wv = Fr(), An = null, jn = 0, En(e, C, n), An = null, pt() && H !== null && H.f & 1024 && !(H.f & 96) && ($r === null ? Nr([e]) : $r.push(e)), !r.is_fork && Dn.size > 0 && !kn && wn();
	}
	return t;
}
function wn() {
	kn = !1;
	for (let e of Dn) {
		e.f & 1024 && xt(e, ee);
		let t;
		try {
			t = Ir(e);
		} catch {
			t = !0;
		}
		t && Hr(e);
	}
	Dn.clear();
}
function Tn(e) {
	P(e, e.v + 1);
}
function En(e, t, n) {
	var r = e.reactions;
	if (r !== null) {
		var i = pt(), a = r.length;
		if (jn += a, jn > 1e5 && An === null && (An = /* @__PURE__ */ new Set()), An !== null) {
			if (An.has(e)) return;
			An.add(e);
		}
		for (var o = 0; o < a; o++) {
			var s = r[o], c = s.f;
			if (i || s !== H) {
				var l = (c & C) === 0;
				if (l && xt(s, t), c & 131072) Dn.add(s);
				else if (c & 2) {
					var u = s;
					un?.delete(u), En(u, ee, n);
				} else if (l) {
					var d = s;
					c & 16 && yn !== null && yn.add(d), n === null ? rn(d) : n.push(d);
				}
			}
		}
	}
}
var Dn, On, kn, An, jn, Mn = t((() => {
	i(), U(), Ue(), T(), rt(), st(), lt(), ut(), ht(), bn(), In(), Zt(), wt(), Dn = /* @__PURE__ */ new Set(), On = /* @__PURE__ */ new Map(), kn = !1, An = null, jn = 0;
}));
// node_modules/svelte/src/internal/client/proxy.js
function Nn(e) {
	if (typeof e != "object" || !e || de in e || fe in e) return e;
	let t = _(e);
	if (t !== h && t !== g) return e;
	var n = /* @__PURE__ */ new Map(), r = c(e), i = /* @__PURE__ */ N(0), a = null, o = ni, s = (e) => {
		if (ni === o) return e();
		var t = Jr, n = ni;
		Ar(null), Pr(o);
		var r = e();
		return Ar(t), Pr(n), r;
	};
	return r && n.set("length", /* @__PURE__ */ N(e.length, a)), new Proxy(e, {
		defineProperty(e, t, r) {
			"value" in r && r.configurable !== !1 && r.enumerable !== !1 && r.writable !== !1 || $e();
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
					let e = s(() => /* @__PURE__ */ N(Ce, a));
					n.set(t, e), Tn(i);
				}
			} else P(r, Ce), Tn(i);
			return !0;
		},
		get(t, r, i) {
			if (r === de) return e;
			var o = n.get(r), c = r in t;
			if (o === void 0 && (!c || p(t, r)?.writable) && (o = s(() => /* @__PURE__ */ N(Nn(c ? t[r] : Ce), a)), n.set(r, o)), o !== void 0) {
				var l = V(o);
				return l === Ce ? void 0 : l;
			}
			return Reflect.get(t, r, i);
		},
		getOwnPropertyDescriptor(e, t) {
			this.has?.(e, t);
			var r = Reflect.getOwnPropertyDescriptor(e, t), i = n.get(t);
			if (i !== void 0) {
				var a = V(i);
				if (a === Ce) return;
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
			if (t === de) return !0;
			var r = n.get(t), i = r !== void 0 && r.v !== Ce || Reflect.has(e, t);
			return (r !== void 0 || (H !== null || Jr !== null) && (!i || p(e, t)?.writable)) && (r === void 0 && (r = s(() => /* @__PURE__ */ N(i ? Nn(e[t]) : Ce, a)), n.set(t, r)), V(r) === Ce) ? !1 : i;
		},
		set(e, t, o, c) {
			var l = n.get(t), u = t in e;
			if (r && t === "length") for (var d = o; d < l.v; d += 1) {
				var f = n.get(d + "");
				f === void 0 ? d in e && (f = s(() => /* @__PURE__ */ N(Ce, a)), n.set(d + "", f)) : P(f, Ce);
			}
			if (l === void 0) (!u || p(e, t)?.writable) && (l = s(() => /* @__PURE__ */ N(void 0, a)), P(l, Nn(o)), n.set(t, l));
			else {
				u = l.v !== Ce;
				var m = s(() => Nn(o));
				P(l, m);
			}
			var h = Reflect.getOwnPropertyDescriptor(e, t);
			if (h?.set && h.set.call(c, o), !u) {
				if (r && typeof t == "string") {
					var g = n.get("length"), _ = Number(t);
					Number.isInteger(_) && _ >= g.v && P(g, _ + 1);
				}
				Tn(i);
			}
			return !0;
		},
		ownKeys(e) {
			V(i);
			var t = Reflect.ownKeys(e).filter((e) => {
				var t = n.get(e);
				return t === void 0 || t.v !== Ce;
			});
			for (var [r, a] of n) a.v !== Ce && !(r in e) && t.push(r);
			return t;
		},
		setPrototypeOf() {
			et();
		}
	});
}
function Pn(e) {
	try {
		if (typeof e == "object" && e && de in e) return e[de];
	} catch {}
	return e;
}
function Fn(e, t) {
	return Object.is(Pn(e), Pn(t));
}
var In = t((() => {
	i(), U(), b(), Mn(), T(), De(), rt(), lt(), ut(), st();
})), Ln = t((() => {
	Me(), In();
}));
// node_modules/svelte/src/internal/client/dom/operations.js
function Rn() {
	if (Kn === void 0) {
		Kn = window, qn = document, Jn = /Firefox/.test(navigator.userAgent);
		var e = Element.prototype, t = Node.prototype, n = Text.prototype;
		Yn = p(t, "firstChild").get, Xn = p(t, "nextSibling").get, v(e) && (e[ge] = void 0, e[he] = null, e[_e] = void 0, e.__e = void 0), v(n) && (n[ve] = void 0);
	}
}
function zn(e = "") {
	return document.createTextNode(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Bn(e) {
	return Yn.call(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Vn(e) {
	return Xn.call(e);
}
function F(e, t) {
	if (!D) return /* @__PURE__ */ Bn(e);
	var n = /* @__PURE__ */ Bn(O);
	if (n === null) n = O.appendChild(zn());
	else if (t && n.nodeType !== 3) {
		var r = zn();
		return n?.before(r), Pe(r), r;
	}
	return t && Gn(n), Pe(n), n;
}
function I(e, t = !1) {
	if (!D) {
		var n = /* @__PURE__ */ Bn(e);
		return n instanceof Comment && n.data === "" ? /* @__PURE__ */ Vn(n) : n;
	}
	if (t) {
		if (O?.nodeType !== 3) {
			var r = zn();
			return O?.before(r), Pe(r), r;
		}
		Gn(O);
	}
	return O;
}
function L(e, t = !1) {
	if (!D) return /* @__PURE__ */ Bn(e);
	var n = F(e, t);
	return E(e), n;
}
function R(e, t = 1, n = !1) {
	let r = D ? O : e;
	for (var i; t--;) i = r, r = /* @__PURE__ */ Vn(r);
	if (!D) return r;
	if (n) {
		if (r?.nodeType !== 3) {
			var a = zn();
			return r === null ? i?.after(a) : r.before(a), Pe(a), a;
		}
		Gn(r);
	}
	return Pe(r), r;
}
function Hn(e) {
	e.textContent = "";
}
function Un() {
	return !at || yn !== null ? !1 : (H.f & ne) !== 0;
}
function Wn(e, t, n) {
	return t == null || t === "http://www.w3.org/1999/xhtml" ? n ? document.createElement(e, { is: n }) : document.createElement(e) : n ? document.createElementNS(t, e, { is: n }) : document.createElementNS(t, e);
}
function Gn(e) {
	if (e.nodeValue.length < 65536) return;
	let t = e.nextSibling;
	for (; t !== null && t.nodeType === 3;) t.remove(), e.nodeValue += t.nodeValue, t = e.nextSibling;
}
var Kn, qn, Jn, Yn, Xn, Zn = t((() => {
	ze(), i(), Ln(), b(), U(), st(), T(), bn(), De();
}));
// node_modules/svelte/src/internal/client/error-handling.js
function Qn(e) {
	var t = H;
	if (t === null) return Jr.f |= ue, e;
	if (!(t.f & 32768) && !(t.f & 4)) throw e;
	$n(e, t);
}
function $n(e, t) {
	if (e === Se) throw e;
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
var er = t((() => {
	i(), De(), Zn(), T(), b(), U();
}));
// node_modules/svelte/src/internal/client/reactivity/effects.js
function tr(e) {
	H === null && (Jr === null && Xe(e), Ye()), qr && Je(e);
}
function nr(e, t) {
	var n = t.last;
	n === null ? t.last = t.first = e : (n.next = e, e.prev = n, t.last = e);
}
function rr(e, t) {
	var n = H;
	n !== null && n.f & 8192 && (e |= te);
	var r = {
		ctx: mt,
		deps: null,
		nodes: null,
		f: e | C | 512,
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
	if (e & 4) mn === null ? vn.ensure().schedule(r) : mn.push(r);
	else if (t !== null) {
		try {
			Hr(r);
		} catch (e) {
			throw yr(r), e;
		}
		i.deps === null && i.teardown === null && i.nodes === null && i.first === i.last && !(i.f & 524288) && (i = i.first, e & 16 && e & 65536 && i !== null && (i.f |= ie));
	}
	if (i !== null && (i.parent = n, n !== null && nr(i, n), Jr !== null && Jr.f & 2 && !(e & 64))) {
		var a = Jr;
		(a.effects ??= []).push(i);
	}
	return r;
}
function ir() {
	return Jr !== null && !Yr;
}
function ar(e) {
	let t = rr(8, null);
	return xt(t, S), t.teardown = e, t;
}
function or(e) {
	tr("$effect");
	var t = H.f;
	if (!Jr && t & 32 && mt !== null && !mt.i) {
		var n = mt;
		(n.e ??= []).push(e);
	} else return sr(e);
}
function sr(e) {
	return rr(4 | oe, e);
}
function cr(e) {
	return tr("$effect.pre"), rr(8 | oe, e);
}
function lr(e) {
	vn.ensure();
	let t = rr(64 | ae, e);
	return (e = {}) => new Promise((n) => {
		e.outro ? Sr(t, () => {
			yr(t), n(void 0);
		}) : (yr(t), n(void 0));
	});
}
function ur(e) {
	return rr(4, e);
}
function dr(e) {
	return rr(le | ae, e);
}
function fr(e, t = 0) {
	return rr(8 | t, e);
}
function z(e, t = [], n = [], r = []) {
	It(r, t, n, (t) => {
		rr(8, () => {
			e(...t.map(V));
		});
	});
}
function pr(e, t = 0) {
	return rr(16 | t, e);
}
function mr(e, t = 0) {
	return rr(x | t, e);
}
function hr(e) {
	return rr(32 | ae, e);
}
function gr(e) {
	var t = e.teardown;
	if (t !== null) {
		let n = qr, r = Jr;
		kr(!0), Ar(null);
		try {
			t.call(null);
		} catch (t) {
			$n(t, e.parent);
		} finally {
			kr(n), Ar(r);
		}
	}
}
function _r(e, t = !1) {
	var n = e.first;
	for (e.first = e.last = null; n !== null;) {
		let e = n.ac;
		e !== null && Nt(() => {
			e.abort(be);
		});
		var r = n.next;
		n.f & 64 ? n.parent = null : yr(n, t), n = r;
	}
}
function vr(e) {
	for (var t = e.first; t !== null;) {
		var n = t.next;
		t.f & 32 || yr(t), t = n;
	}
}
function yr(e, t = !0) {
	var n = !1;
	(t || e.f & 262144) && e.nodes !== null && e.nodes.end !== null && (br(e.nodes.start, e.nodes.end), n = !0), e.f |= re, _r(e, t && !n), Vr(e, 0);
	var r = e.nodes && e.nodes.t;
	if (r !== null) for (let e of r) e.stop();
	gr(e), e.f ^= re, e.f |= w;
	var i = e.parent;
	i !== null && i.first !== null && xr(e), e.next = e.prev = e.teardown = e.ctx = e.deps = e.fn = e.nodes = e.ac = e.b = null;
}
function br(e, t) {
	for (; e !== null;) {
		var n = e === t ? null : /* @__PURE__ */ Vn(e);
		e.remove(), e = n;
	}
}
function xr(e) {
	var t = e.parent, n = e.prev, r = e.next;
	n !== null && (n.next = r), r !== null && (r.prev = n), t !== null && (t.first === e && (t.first = r), t.last === e && (t.last = n));
}
function Sr(e, t, n = !0) {
	var r = [];
	e.f |= 256, Cr(e, r, !0);
	var i = () => {
		n && yr(e), t && t();
	}, a = r.length;
	if (a > 0) {
		var o = () => --a || i();
		for (var s of r) s.out(o);
	} else i();
}
function Cr(e, t, n) {
	if (!(e.f & 8192)) {
		e.f ^= te;
		var r = e.nodes && e.nodes.t;
		if (r !== null) for (let e of r) (e.is_global || n) && t.push(e);
		for (var i = e.first; i !== null;) {
			var a = i.next;
			if (!(i.f & 64)) {
				var o = !!(i.f & 65536) || !!(i.f & 32) && !!(e.f & 16);
				Cr(i, t, o ? n : !1);
			}
			i = a;
		}
	}
}
function wr(e) {
	e.f &= -257, Tr(e, !0);
}
function Tr(e, t) {
	if (!(e.f & 256) && e.f & 8192) {
		e.f ^= te, e.f & 1024 || (xt(e, C), vn.ensure().schedule(e));
		for (var n = e.first; n !== null;) {
			var r = n.next, i = !!(n.f & 65536) || !!(n.f & 32);
			Tr(n, i ? t : !1), n = r;
		}
		var a = e.nodes && e.nodes.t;
		if (a !== null) for (let e of a) (e.is_global || t) && e.in();
	}
}
function Er(e, t) {
	if (e.nodes) for (var n = e.nodes.start, r = e.nodes.end; n !== null;) {
		var i = n === r ? null : /* @__PURE__ */ Vn(n);
		t.append(n), n = i;
	}
}
var B = t((() => {
	U(), T(), er(), rt(), i(), b(), Zn(), ht(), bn(), Vt(), Ft(), wt();
})), Dr, Or = t((() => {
	Mn(), U(), Dr = null;
}));
// node_modules/svelte/src/internal/client/runtime.js
function kr(e) {
	qr = e;
}
function Ar(e) {
	Jr = e;
}
function jr(e) {
	H = e;
}
function Mr(e) {
	Jr !== null && (!at && Jr.f & 2097152 || Jr.f & 2) && (Xr ??= /* @__PURE__ */ new Set()).add(e);
}
function Nr(e) {
	$r = e;
}
function Pr(e) {
	ni = e;
}
function Fr() {
	return ++ei;
}
function Ir(e) {
	var t = e.f;
	if (t & 2048) return !0;
	if (t & 4096) {
		for (var n = e.deps, r = n.length, i = 0; i < r; i++) {
			var a = n[i];
			if (Ir(a) && qt(a), a.wv > e.wv) return !0;
		}
		t & 512 && un === null && xt(e, S);
	}
	return !1;
}
function Lr(e, t, n = !0) {
	var r = e.reactions;
	if (r !== null && (at || Xr === null || !Xr.has(e))) for (var i = 0; i < r.length; i++) {
		var a = r[i];
		a.f & 2 ? Lr(a, t, !1) : t === a && (n ? xt(a, C) : a.f & 1024 && xt(a, ee), rn(a));
	}
}
function Rr(e) {
	var t = Zr, n = Qr, r = $r, i = Jr, a = Xr, o = mt, s = Yr, c = ni, l = e.f;
	Zr = null, Qr = 0, $r = null, Jr = l & 96 ? null : e, Xr = null, dt(e.ctx), Yr = !1, ni = ++ti, e.ac !== null && (Nt(() => {
		e.ac.abort(be);
	}), e.ac = null);
	try {
		e.f |= ce;
		var u = e.fn, d = u();
		e.f |= ne;
		var f = zr(e);
		if (pt() && $r !== null && !Yr && f !== null && !(e.f & 6146)) for (var p = 0; p < $r.length; p++) Lr($r[p], e);
		if (i !== null && i !== e) {
			if (ti++, i.deps !== null) for (let e = 0; e < n; e += 1) i.deps[e].rv = ti;
			if (t !== null) for (let e of t) e.rv = ti;
			$r !== null && (r === null ? r = $r : r.push(...$r));
		}
		return e.f & 8388608 && (e.f ^= ue), d;
	} catch (t) {
		return zr(e), Qn(t);
	} finally {
		e.f ^= ce, Zr = t, Qr = n, $r = r, Jr = i, Xr = a, dt(o), Yr = s, ni = c;
	}
}
function zr(e) {
	var t = e.deps, n = M?.is_fork;
	if (Zr !== null) {
		var r;
		if (n || Vr(e, Qr), t !== null && Qr > 0) for (t.length = Qr + Zr.length, r = 0; r < Zr.length; r++) t[Qr + r] = Zr[r];
		else e.deps = t = Zr;
		if (ir() && e.f & 512) for (r = Qr; r < t.length; r++) (t[r].reactions ??= []).push(e);
	} else !n && t !== null && Qr < t.length && (Vr(e, Qr), t.length = Qr);
	return t;
}
function Br(e, t) {
	let n = t.reactions;
	if (n !== null) {
		var r = l.call(n, e);
		if (r !== -1) {
			var i = n.length - 1;
			i === 0 ? n = t.reactions = null : (n[r] = n[i], n.pop());
		}
	}
	if (n === null && t.f & 2 && (Zr === null || !u.call(Zr, t))) {
		var a = t;
		a.f & 512 && (a.f ^= 512), a.v !== Ce && St(a), a.ac !== null && Nt(() => {
			a.ac.abort(be), a.ac = null, xt(a, C);
		}), Jt(a), Vr(a, 0);
	}
}
function Vr(e, t) {
	var n = e.deps;
	if (n !== null) for (var r = t; r < n.length; r++) Br(e, n[r]);
}
function Hr(e) {
	var t = e.f;
	if (!(t & 16384)) {
		xt(e, S);
		var n = H;
		H = e;
		try {
			t & 16777232 ? vr(e) : _r(e), gr(e);
			var r = Rr(e);
			e.teardown = typeof r == "function" ? r : null, e.wv = ei;
		} finally {
			H = n;
		}
	}
}
async function Ur() {
	if (at) return new Promise((e) => {
		requestAnimationFrame(() => e()), setTimeout(() => e());
	});
	await Promise.resolve(), Qt();
}
function V(e) {
	var t = !!(e.f & 2);
	if (Dr?.add(e), Jr !== null && !Yr && !(H !== null && H.f & 16384) && (Xr === null || !Xr.has(e))) {
		var n = Jr.deps;
		if (Jr.f & 2097152) e.rv < ti && (e.rv = ti, Zr === null && n !== null && n[Qr] === e ? Qr++ : Zr === null ? Zr = [e] : Zr.push(e));
		else {
			Jr.deps ??= [], u.call(Jr.deps, e) || Jr.deps.push(e);
			var r = e.reactions;
			r === null ? e.reactions = [Jr] : u.call(r, Jr) || r.push(Jr);
		}
	}
	if (qr && On.has(e)) return On.get(e);
	if (t) {
		var i = e;
		if (qr) {
			var a = i.v;
			return (!(i.f & 1024) && i.reactions !== null || Gr(i)) && (a = Kt(i)), On.set(i, a), a;
		}
		var o = !(i.f & 512) && !Yr && Jr !== null && !!(Jr.f & 512), s = (i.f & ne) === 0;
		Ir(i) && (o && (i.f |= 512), qt(i)), o && !s && (Yt(i), Wr(i));
	}
	if (un?.has(e)) return un.get(e);
	if (e.f & 8388608) throw e.v;
	return e.v;
}
function Wr(e) {
	if (e.f |= 512, e.deps !== null) for (let n of e.deps) {
		var t = n.reactions;
		t === null ? n.reactions = [e] : u.call(t, e) || t.push(e), n.f & 2 && !(n.f & 512) && (Yt(n), Wr(n));
	}
}
function Gr(e) {
	if (e.v === Ce) return !0;
	if (e.deps === null) return !1;
	for (let t of e.deps) if (On.has(t) || t.f & 2 && Gr(t)) return !0;
	return !1;
}
function Kr(e) {
	var t = Yr;
	try {
		return Yr = !0, e();
	} finally {
		Yr = t;
	}
}
var qr, Jr, Yr, H, Xr, Zr, Qr, $r, ei, ti, ni, U = t((() => {
	i(), b(), B(), T(), Mn(), Zt(), st(), lt(), ut(), ht(), bn(), er(), De(), Or(), Ft(), wt(), Me(), qr = !1, Jr = null, Yr = !1, H = null, Xr = null, Zr = null, Qr = 0, $r = null, ei = 1, ti = 0, ni = ti;
})), ri = t((() => {
	Z(), Ss(), B();
}));
function ii(e) {
	return e.endsWith("capture") && e !== "gotpointercapture" && e !== "lostpointercapture";
}
function ai(e) {
	return li.includes(e);
}
function oi(e) {
	return e = e.toLowerCase(), di[e] ?? e;
}
function si(e) {
	return fi.includes(e);
}
function ci(e) {
	return mi.includes(e);
}
var li, ui, di, fi, pi, mi, hi = t((() => {
	li = [
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
	], ui = /* @__PURE__ */ "allowfullscreen.async.autofocus.autoplay.checked.controls.default.disabled.formnovalidate.indeterminate.inert.ismap.loop.multiple.muted.nomodule.novalidate.open.playsinline.readonly.required.reversed.seamless.selected.webkitdirectory.defer.disablepictureinpicture.disableremoteplayback".split("."), di = {
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
	}, [...ui], fi = ["touchstart", "touchmove"], pi = [
		"$state",
		"$state.raw",
		"$derived",
		"$derived.by"
	], [...pi], mi = [
		"textarea",
		"script",
		"style",
		"title"
	];
})), gi = t((() => {
	T(), hi(), U();
})), _i = t((() => {
	T(), ze(), ht();
}));
// node_modules/svelte/src/internal/client/dom/elements/events.js
function vi(e, t, n, r = {}) {
	function i(e) {
		if (r.capture || Si.call(t, e), !e.cancelBubble) return Nt(() => n?.call(this, e));
	}
	return e.startsWith("pointer") || e.startsWith("touch") || e === "wheel" ? (i.__removed = !1, _t(() => {
		i.__removed || t.addEventListener(e, i, r);
	})) : t.addEventListener(e, i, r), i;
}
function yi(e, t, n, r = {}) {
	var i = vi(t, e, n, r);
	return () => {
		i.__removed = !0, e.removeEventListener(t, i, r);
	};
}
function bi(e, t, n, r, i) {
	var a = {
		capture: r,
		passive: i
	}, o = vi(e, t, n, a);
	(t === document.body || t === window || t === document || t instanceof HTMLMediaElement) && ar(() => {
		o.__removed = !0, t.removeEventListener(e, o, a);
	});
}
function W(e, t, n) {
	(t[Ci] ??= {})[e] = n;
}
function xi(e) {
	for (var t = 0; t < e.length; t++) wi.add(e[t]);
	for (var n of Ti) n(e);
}
function Si(e) {
	var t = this, n = t.ownerDocument, r = e.type, i = e.composedPath?.() || [], a = i[0] || e.target;
	Ei = e, Di || (Di = !0, setTimeout(() => {
		Di = !1, Ei = null;
	}));
	var o = 0, s = Ei === e && e[Ci];
	if (s) {
		var c = i.indexOf(s);
		if (c !== -1 && (t === document || t === window)) {
			e[Ci] = t;
			return;
		}
		var l = i.indexOf(t);
		if (l === -1) return;
		c <= l && (o = c);
	}
	if (a = i[o] || e.target, a !== t) {
		f(e, "currentTarget", {
			configurable: !0,
			get() {
				return a || n;
			}
		});
		var u = Jr, d = H;
		Ar(null), jr(null);
		try {
			for (var p, m = []; a !== null && a !== t;) {
				try {
					var h = a[Ci]?.[r];
					h == null || a.disabled && e.target !== a || h.call(a, e);
				} catch (e) {
					p ? m.push(e) : p = e;
				}
				if (e.cancelBubble) break;
				o++, a = o < i.length ? i[o] : null;
			}
			if (p) {
				for (let e of m) queueMicrotask(() => {
					throw e;
				});
				throw p;
			}
		} finally {
			e[Ci] = t, delete e.currentTarget, Ar(u), jr(d);
		}
	}
}
var Ci, wi, Ti, Ei, Di, Oi = t((() => {
	B(), b(), ze(), bt(), U(), Ft(), Ci = Symbol("events"), wi = /* @__PURE__ */ new Set(), Ti = /* @__PURE__ */ new Set(), Ei = null, Di = !1;
}));
// node_modules/svelte/src/internal/client/dom/reconciler.js
function ki(e) {
	return ji?.createHTML(e) ?? e;
}
function Ai(e) {
	var t = Wn("template");
	return t.innerHTML = ki(e.replaceAll("<!>", "<!---->")), t.content;
}
var ji, Mi = t((() => {
	Zn(), ji = globalThis?.window?.trustedTypes && /* @__PURE__ */ globalThis.window.trustedTypes.createPolicy("svelte-trusted-html", { createHTML: (e) => e });
}));
// node_modules/svelte/src/internal/client/dom/template.js
function Ni(e, t) {
	var n = H;
	n.nodes === null && (n.nodes = {
		start: e,
		end: t,
		a: null,
		t: null
	});
}
/*#__NO_SIDE_EFFECTS__*/
function G(e, t) {
	var n = !!(t & 1), r = !!(t & 2), i, a = !e.startsWith("<!>");
	return () => {
		if (D) return Ni(O, null), O;
		i === void 0 && (i = Ai(a ? e : "<!>" + e), n || (i = /* @__PURE__ */ Bn(i)));
		var t = r || Jn ? document.importNode(i, !0) : i.cloneNode(!0);
		if (n) {
			var o = /* @__PURE__ */ Bn(t), s = t.lastChild;
			Ni(o, s);
		} else Ni(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Pi(e, t, n = "svg") {
	var r = !e.startsWith("<!>"), i = !!(t & 1), a = `<${n}>${r ? e : "<!>" + e}</${n}>`, o;
	return () => {
		if (D) return Ni(O, null), O;
		if (!o) {
			var e = /* @__PURE__ */ Bn(Ai(a));
			if (i) for (o = document.createDocumentFragment(); /* @__PURE__ */ Bn(e);) o.appendChild(/* @__PURE__ */ Bn(e));
			else o = /* @__PURE__ */ Bn(e);
		}
		var t = o.cloneNode(!0);
		if (i) {
			var n = /* @__PURE__ */ Bn(t), r = t.lastChild;
			Ni(n, r);
		} else Ni(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Fi(e, t) {
	return /* @__PURE__ */ Pi(e, t, "svg");
}
function Ii(e = "") {
	if (!D) {
		var t = zn(e + "");
		return Ni(t, t), t;
	}
	var n = O;
	return n.nodeType === 3 ? Gn(n) : (n.before(n = zn()), Pe(n)), Ni(n, n), n;
}
function Li() {
	if (D) return Ni(O, null), O;
	var e = document.createDocumentFragment(), t = document.createComment(""), n = zn();
	return e.append(t, n), Ni(t, n), e;
}
function K(e, t) {
	if (D) {
		var n = H;
		n.f & 32768 && n.nodes.end !== null || (n.nodes.end = O), Fe();
	} else e !== null && e.before(t);
}
function Ri() {
	if (D && O && O.nodeType === 8 && O.textContent?.startsWith("$")) {
		let e = O.textContent.substring(1);
		return Fe(), e;
	}
	return (window.__svelte ??= {}).uid ??= 1, `c${window.__svelte.uid++}`;
}
var zi = t((() => {
	ze(), Zn(), Mi(), U(), De(), T();
}));
// node_modules/svelte/src/reactivity/create-subscriber.js
function Bi(e) {
	let t = 0, n = xn(0), r;
	return () => {
		ir() && (V(n), fr(() => (t === 0 && (r = Kr(() => e(() => Tn(n)))), t += 1, () => {
			_t(() => {
				--t, t === 0 && (r?.(), r = void 0, Tn(n));
			});
		})));
	};
}
var Vi = t((() => {
	U(), B(), Mn(), lt(), i(), bt();
}));
// node_modules/svelte/src/internal/client/dom/blocks/boundary.js
function Hi(e, t, n, r) {
	new Wi(e, t, n, r);
}
var Ui, Wi, Gi = t((() => {
	T(), De(), ht(), er(), B(), U(), ze(), bt(), rt(), Me(), i(), bn(), Mn(), lt(), Vi(), Zn(), Et(), Ui = ie | ae, Wi = class {
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
		#m = Bi(() => (this.#p = xn(this.#l), () => {
			this.#p = null;
		}));
		constructor(e, t, n, r) {
			this.#e = e, this.#n = t, this.#r = (e) => {
				var t = H;
				t.b = this, t.f |= 128, n(e);
			}, this.parent = H.b, this.transform_error = r ?? this.parent?.transform_error ?? ((e) => e), this.#i = pr(() => {
				if (D) {
					let e = Re(this.#t);
					Fe();
					let t = e === "[!";
					if (e.startsWith("[?")) {
						let t = JSON.parse(e.slice(2));
						this.#g(t);
					} else t ? this.#y() : this.#h();
				} else this.#b();
			}, Ui), D && (this.#e = O);
		}
		#h() {
			try {
				this.#a = hr(() => this.#r(this.#e));
			} catch (e) {
				this.error(e);
			}
		}
		#g(e) {
			let t = this.#n.failed, { reset: n, invoke_onerror: r } = this.#_(e);
			_t(r), t && (this.#s = hr(() => {
				t(this.#e, () => e, () => n);
			}));
		}
		#_(e) {
			var t = !1, n = !1;
			let r = () => {
				this.#v() || (t ? je() : (t = !0, n && nt(), this.#s !== null && Sr(this.#s, () => {
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
						$n(e, this.#i && this.#i.parent);
					}
				}
			};
		}
		#v() {
			return (this.#i.f & (w | re)) !== 0;
		}
		#y() {
			let e = this.#n.pending;
			e && (this.is_pending = !0, this.#o = hr(() => e(this.#e)), _t(() => {
				if (!this.#v()) {
					var e = this.#c = document.createDocumentFragment(), t = zn(), n = !1;
					e.append(t), this.#a = this.#S(() => {
						try {
							return hr(() => this.#r(t));
						} catch (e) {
							try {
								this.error(e), n = !0;
							} catch (e) {
								$n(e, this.#i.parent);
							}
							return null;
						}
					}), this.#a === null ? (this.#c = null, n && this.#x(M)) : this.#u === 0 && (this.#e.before(e), this.#c = null, Sr(this.#o, () => {
						this.#o = null;
					}), this.#x(M));
				}
			}));
		}
		#b() {
			try {
				if (this.is_pending = this.has_pending_snippet(), this.#u = 0, this.#l = 0, this.#a = hr(() => {
					this.#r(this.#e);
				}), this.#u > 0) {
					var e = this.#c = document.createDocumentFragment();
					Er(this.#a, e);
					let t = this.#n.pending;
					this.#o = hr(() => t(this.#e));
				} else this.#x(M);
			} catch (e) {
				this.error(e);
			}
		}
		#x(e) {
			this.is_pending = !1, e.transfer_reactions(this.#f);
		}
		defer_effect(e) {
			Tt(e, this.#f);
		}
		is_rendered() {
			return !this.is_pending && (!this.parent || this.parent.is_rendered());
		}
		has_pending_snippet() {
			return !!this.#n.pending;
		}
		#S(e) {
			var t = H, n = Jr, r = mt;
			jr(this.#i), Ar(this.#i), dt(this.#i.ctx);
			try {
				return vn.ensure(), e();
			} finally {
				jr(t), Ar(n), dt(r);
			}
		}
		#C(e, t) {
			this.has_pending_snippet() ? (this.#u += e, this.#u === 0 && (this.#x(t), this.#o && Sr(this.#o, () => {
				this.#o = null;
			}), this.#c &&= (this.#e.before(this.#c), null))) : this.parent && this.parent.#C(e, t);
		}
		update_pending_count(e, t) {
			this.#C(e, t), this.#l += e, !this.#p || this.#d || (this.#d = !0, _t(() => {
				this.#d = !1, this.#p && Cn(this.#p, this.#l);
			}));
		}
		get_effect_pending() {
			return this.#m(), V(this.#p);
		}
		error(e) {
			if (e === Se || !this.#n.onerror && !this.#n.failed) throw e;
			M?.is_fork ? (this.#a && M.skip_effect(this.#a), this.#o && M.skip_effect(this.#o), this.#s && M.skip_effect(this.#s), M.oncommit(() => {
				this.#v() || this.#w(e);
			})) : this.#w(e);
		}
		#w(e) {
			this.#a &&= (yr(this.#a), null), this.#o &&= (yr(this.#o), null), this.#s &&= (yr(this.#s), null), D && (Pe(this.#t), Ie(), Pe(Le()));
			let t = this.#n.failed, n = (e) => {
				if (this.#v()) return;
				let { reset: n, invoke_onerror: r } = this.#_(e);
				r(), t && !this.#v() && (this.#s = this.#S(() => {
					try {
						return hr(() => {
							var r = H;
							r.b = this, r.f |= 128, t(this.#e, () => e, () => n);
						});
					} catch (e) {
						return $n(e, this.#i.parent), null;
					}
				}));
			};
			_t(() => {
				if (!this.#v()) {
					var t;
					try {
						t = this.transform_error(e);
					} catch (e) {
						$n(e, this.#i && this.#i.parent);
						return;
					}
					typeof t == "object" && t && typeof t.then == "function" ? t.then(n, (e) => $n(e, this.#i && this.#i.parent)) : n(t);
				}
			});
		}
	};
}));
// node_modules/svelte/src/internal/client/render.js
function Ki(e) {
	Xi = e;
}
function q(e, t) {
	var n = t == null ? "" : typeof t == "object" ? `${t}` : t;
	n !== (e[ve] ??= e.nodeValue) && (e[ve] = n, e.nodeValue = `${n}`);
}
function qi(e, t) {
	return Ji(e, t);
}
function Ji(e, { target: t, anchor: n, props: r = {}, events: i, context: a, intro: o = !0, transformError: s }) {
	Rn();
	var c = void 0, l = lr(() => {
		var l = n ?? t.appendChild(zn());
		Hi(l, { pending: () => {} }, (t) => {
			k({});
			var n = mt;
			if (a && (n.c = a), i && (r.$$events = i), D && Ni(t, null), Xi = o, c = e(t, r) || ft(), Xi = !0, D && (H.nodes.end = O, O === null || O.nodeType !== 8 || O.data !== "]")) throw ke(), Se;
			A();
		}, s);
		var u = /* @__PURE__ */ new Set(), f = (e) => {
			for (var n = 0; n < e.length; n++) {
				var r = e[n];
				if (!u.has(r)) {
					u.add(r);
					var i = si(r);
					for (let e of [t, document]) {
						var a = Zi.get(e);
						a === void 0 && (a = /* @__PURE__ */ new Map(), Zi.set(e, a));
						var o = a.get(r);
						o === void 0 ? (e.addEventListener(r, Si, { passive: i }), a.set(r, 1)) : a.set(r, o + 1);
					}
				}
			}
		};
		return f(d(wi)), Ti.add(f), () => {
			for (var e of u) for (let n of [t, document]) {
				var r = Zi.get(n), i = r.get(e);
				--i == 0 ? (n.removeEventListener(e, Si), r.delete(e), r.size === 0 && Zi.delete(n)) : r.set(e, i);
			}
			Ti.delete(f), l !== n && l.parentNode?.removeChild(l);
		};
	});
	return Qi.set(c, l), c;
}
function Yi(e, t) {
	let n = Qi.get(e);
	return n ? (Qi.delete(e), n(t)) : Promise.resolve();
}
var Xi, Zi, Qi, $i = t((() => {
	i(), Zn(), De(), U(), ht(), B(), ze(), b(), Oi(), Me(), rt(), zi(), hi(), T(), Gi(), Zi = /* @__PURE__ */ new Map(), Qi = /* @__PURE__ */ new WeakMap();
})), ea = t((() => {
	T(), ze(), B(), Mn(), $i(), U();
})), ta = t((() => {
	b(), T(), ht(), hi();
})), na = t((() => {
	rt(), ht();
})), ra = t((() => {
	ct(), B(), U(), ut();
})), ia = t((() => {
	Vt(), U(), ze(), zi();
})), aa = t((() => {
	rt();
})), oa, sa = t((() => {
	bn(), B(), T(), ze(), Zn(), i(), oa = class {
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
				if (n) wr(n), this.#r.delete(t);
				else {
					var r = this.#n.get(t);
					r && (wr(r.effect), this.#t.set(t, r.effect), this.#n.delete(t), r.fragment.lastChild.remove(), this.anchor.before(r.fragment), n = r.effect);
				}
				for (let [t, n] of this.#e) {
					if (this.#e.delete(t), t === e) break;
					let r = this.#n.get(n);
					r && (yr(r.effect), this.#n.delete(n));
				}
				for (let [e, r] of this.#t) {
					if (e === t || this.#r.has(e)) continue;
					let i = () => {
						if (Array.from(this.#e.values()).includes(e)) {
							var t = document.createDocumentFragment();
							Er(r, t), t.append(zn()), this.#n.set(e, {
								effect: r,
								fragment: t
							});
						} else yr(r);
						this.#r.delete(e), this.#t.delete(e);
					};
					this.#i || !n ? (this.#r.add(e), Sr(r, i, !1)) : i();
				}
			}
		};
		#o = (e) => {
			this.#e.delete(e);
			let t = Array.from(this.#e.values());
			for (let [e, n] of this.#n) t.includes(e) || (yr(n.effect), this.#n.delete(e));
		};
		ensure(e, t) {
			var n = M, r = Un();
			if (t && !this.#t.has(e) && !this.#n.has(e)) {
				if (r) {
					var i = document.createDocumentFragment(), a = zn();
					i.append(a), this.#n.set(e, {
						effect: hr(() => t(a)),
						fragment: i
					});
				} else this.#t.set(e, hr(() => t(this.anchor)));
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
function ca(e, t, n, r, i) {
	D && Fe();
	var o = pt(), s = Ce, c = o ? xn(s) : /* @__PURE__ */ Sn(s, !1, !1), l = o ? xn(s) : /* @__PURE__ */ Sn(s, !1, !1), u = new oa(e);
	pr(() => {
		var o = M, s = t(), d = !1;
		let f = D && a(s) === (e.data === "[!");
		if (f && (Pe(Le()), Ne(!1)), a(s)) {
			var p = Lt(), m = !1;
			let e = (e) => {
				if (!d) {
					m = !0, p(!1), M === o && o.deactivate(), vn.ensure();
					try {
						e();
					} finally {
						Rt(!1), fn || Qt();
					}
				}
			};
			s.then((t) => {
				e(() => {
					Cn(c, t), u.ensure(ua, r && ((e) => r(e, c)));
				});
			}, (t) => {
				e(() => {
					if (Cn(l, t), u.ensure(da, i && ((e) => i(e, l))), !i) throw l.v;
				});
			}), D ? u.ensure(la, n) : _t(() => {
				m || e(() => {
					u.ensure(la, n);
				});
			});
		} else Cn(c, s), u.ensure(ua, r && ((e) => r(e, c)));
		return f && Ne(!0), () => {
			d = !0;
		};
	});
}
var la, ua, da, fa = t((() => {
	b(), B(), Mn(), ze(), bt(), De(), ht(), bn(), sa(), Vt(), i(), la = 0, ua = 1, da = 2;
}));
// node_modules/svelte/src/internal/client/dom/blocks/if.js
function J(e, t, n = !1) {
	var r;
	D && (r = O, Fe());
	var i = new oa(e), a = n ? ie : 0;
	function o(e, t) {
		if (D) {
			var n = Re(r);
			if (e !== parseInt(n.substring(1))) {
				var a = Le();
				Pe(a), i.anchor = a, Ne(!1), i.ensure(e, t), Ne(!0);
				return;
			}
		}
		i.ensure(e, t);
	}
	pr(() => {
		var e = !1;
		t((t, n = 0) => {
			e = !0, o(n, t);
		}), e || o(-1, null);
	}, a);
}
var pa = t((() => {
	T(), ze(), B(), sa();
}));
// node_modules/svelte/src/internal/client/dom/blocks/key.js
function ma(e, t, n) {
	D && Fe();
	var r = new oa(e), i = !pt();
	pr(() => {
		var e = t();
		e !== e && (e = ha), i && typeof e == "object" && e && (e = {}), r.ensure(e, n);
	});
}
var ha, ga = t((() => {
	ht(), B(), ze(), sa(), ha = Symbol("NaN");
})), _a = t((() => {
	B(), ze(), Zn();
}));
// node_modules/svelte/src/internal/client/dom/blocks/each.js
function va(e, t) {
	return t;
}
function ya(e, t, n) {
	for (var r = [], i = t.length, a, o = t.length, s = 0; s < i; s++) {
		let n = t[s];
		Sr(n, () => {
			if (a) {
				if (a.pending.delete(n), a.done.add(n), a.pending.size === 0) {
					var t = e.outrogroups;
					ba(e, d(a.done)), t.delete(a), t.size === 0 && (e.outrogroups = null);
				}
			} else --o;
		}, !1);
	}
	if (o === 0) {
		var c = r.length === 0 && n !== null && e.pending.size === 0;
		if (c) {
			var l = n, u = l.parentNode;
			Hn(u), u.append(l), e.items.clear();
		}
		ba(e, t, !c);
	} else a = {
		pending: new Set(t),
		done: /* @__PURE__ */ new Set()
	}, (e.outrogroups ??= /* @__PURE__ */ new Set()).add(a);
}
function ba(e, t, n = !0) {
	var r;
	if (e.pending.size > 0) {
		r = /* @__PURE__ */ new Set();
		for (let t of e.pending.values()) for (let n of t) r.add(e.items.get(n).e);
	}
	for (var i = 0; i < t.length; i++) {
		var a = t[i];
		r?.has(a) ? (a.f |= se, Er(a, document.createDocumentFragment())) : yr(t[i], n);
	}
}
function Y(e, t, n, r, i, a = null) {
	var o = e, s = /* @__PURE__ */ new Map();
	if (t & 4) {
		var l = e;
		o = D ? Pe(/* @__PURE__ */ Bn(l)) : l.appendChild(zn());
	}
	D && Fe();
	var u = null, f = /* @__PURE__ */ Wt(() => {
		var e = n();
		return c(e) ? e : e == null ? [] : d(e);
	}), p = /* @__PURE__ */ new Map(), m = !0;
	function h(e) {
		if (!(_.effect.f & 16384)) {
			_.pending.delete(e);
			var n = V(f);
			_.fallback = u, Sa(_, n, o, t, r), u !== null && (n.length === 0 ? u.f & 33554432 ? (u.f ^= se, wa(u, null, o)) : wr(u) : Sr(u, () => {
				u = null;
			}));
		}
	}
	function g(e) {
		_.pending.delete(e);
	}
	var _ = {
		effect: pr(() => {
			var e = V(f), c = e.length;
			let l = !1;
			D && Re(o) === "[!" != (c === 0) && (o = Le(), Pe(o), Ne(!1), l = !0);
			for (var d = /* @__PURE__ */ new Set(), _ = M, v = Un(), y = 0; y < c; y += 1) {
				D && O.nodeType === 8 && O.data === "]" && (o = O, l = !0, Ne(!1));
				var b = e[y], x = r(b, y), S = m ? null : s.get(x);
				S ? (S.v && Cn(S.v, b), S.i && Cn(S.i, y), v && _.unskip_effect(S.e)) : (S = Ca(s, m ? o : Ea ??= zn(), b, x, y, i, t, n), m || (S.e.f |= se), s.set(x, S)), d.add(x);
			}
			if (c === 0 && a && !u && (m ? u = hr(() => a(o)) : (u = hr(() => a(Ea ??= zn())), u.f |= se)), c > d.size && qe("", "", ""), D && c > 0 && Pe(Le()), !m) {
				if (p.set(_, d), v) {
					for (let [e, t] of s) d.has(e) || _.skip_effect(t.e);
					_.oncommit(h), _.ondiscard(g);
				} else h(_);
			}
			l && Ne(!0), V(f);
		}),
		flags: t,
		items: s,
		pending: p,
		outrogroups: null,
		fallback: u
	};
	m = !1, D && (o = O);
}
function xa(e) {
	for (; e !== null && !(e.f & 32);) e = e.next;
	return e;
}
function Sa(e, t, n, r, i) {
	var a = !!(r & 8), o = t.length, s = e.items, c = xa(e.effect.first), l, u = null, f, p = [], m = [], h, g, _, v;
	if (a) for (v = 0; v < o; v += 1) h = t[v], g = i(h, v), _ = s.get(g).e, _.f & 33554432 || (_.nodes?.a?.measure(), (f ??= /* @__PURE__ */ new Set()).add(_));
	for (v = 0; v < o; v += 1) {
		if (h = t[v], g = i(h, v), _ = s.get(g).e, e.outrogroups !== null) for (let t of e.outrogroups) t.pending.delete(_), t.done.delete(_);
		if (_.f & 8192 && (wr(_), a && (_.nodes?.a?.unfix(), (f ??= /* @__PURE__ */ new Set()).delete(_))), _.f & 33554432) {
			if (_.f ^= se, _ === c) wa(_, null, n);
			else {
				var y = u ? u.next : c;
				_ === e.effect.last && (e.effect.last = _.prev), _.prev && (_.prev.next = _.next), _.next && (_.next.prev = _.prev), Ta(e, u, _), Ta(e, _, y), wa(_, y, n), u = _, p = [], m = [], c = xa(u.next);
				continue;
			}
		}
		if (_ !== c) {
			if (l !== void 0 && l.has(_)) {
				if (p.length < m.length) {
					var b = m[0], x;
					u = b.prev;
					var S = p[0], C = p[p.length - 1];
					for (x = 0; x < p.length; x += 1) wa(p[x], b, n);
					for (x = 0; x < m.length; x += 1) l.delete(m[x]);
					Ta(e, S.prev, C.next), Ta(e, u, S), Ta(e, C, b), c = b, u = C, --v, p = [], m = [];
				} else l.delete(_), wa(_, c, n), Ta(e, _.prev, _.next), Ta(e, _, u === null ? e.effect.first : u.next), Ta(e, u, _), u = _;
				continue;
			}
			for (p = [], m = []; c !== null && c !== _;) (l ??= /* @__PURE__ */ new Set()).add(c), m.push(c), c = xa(c.next);
			if (c === null) continue;
		}
		_.f & 33554432 || p.push(_), u = _, c = xa(_.next);
	}
	if (e.outrogroups !== null) {
		for (let t of e.outrogroups) t.pending.size === 0 && (ba(e, d(t.done)), e.outrogroups?.delete(t));
		e.outrogroups.size === 0 && (e.outrogroups = null);
	}
	if (c !== null || l !== void 0) {
		var ee = [];
		if (l !== void 0) for (_ of l) _.f & 8192 || ee.push(_);
		for (; c !== null;) !(c.f & 8192) && c !== e.fallback && ee.push(c), c = xa(c.next);
		var te = ee.length;
		if (te > 0) {
			var w = r & 4 && o === 0 ? n : null;
			if (a) {
				for (v = 0; v < te; v += 1) ee[v].nodes?.a?.measure();
				for (v = 0; v < te; v += 1) ee[v].nodes?.a?.fix();
			}
			ya(e, ee, w);
		}
	}
	a && _t(() => {
		if (f !== void 0) for (_ of f) _.nodes?.a?.apply();
	});
}
function Ca(e, t, n, r, i, a, o, s) {
	var c = o & 1 ? o & 16 ? xn(n) : /* @__PURE__ */ Sn(n, !1, !1) : null, l = o & 2 ? xn(i) : null;
	return {
		v: c,
		i: l,
		e: hr(() => (a(t, c ?? n, l ?? i, s), () => {
			e.delete(r);
		}))
	};
}
function wa(e, t, n) {
	if (e.nodes) for (var r = e.nodes.start, i = e.nodes.end, a = t && !(t.f & 33554432) ? t.nodes.start : n; r !== null;) {
		var o = /* @__PURE__ */ Vn(r);
		if (a.before(r), r === i) return;
		r = o;
	}
}
function Ta(e, t, n) {
	t === null ? e.effect.first = n : t.next = n, n === null ? e.effect.last = t : n.prev = t;
}
var Ea, Da = t((() => {
	De(), ze(), Zn(), B(), Mn(), b(), T(), bt(), U(), i(), Zt(), bn(), rt(), lt();
}));
function Oa(e, t, n = !1, r = !1, i = !1, a = !1) {
	var o = e, s = "";
	if (n) {
		var c = e;
		D && (o = Pe(/* @__PURE__ */ Bn(c)));
	}
	z(() => {
		var e = H;
		if (s === (s = t() ?? "")) D && Fe();
		else if (n && !D) e.nodes = null, c.innerHTML = s, s !== "" && Ni(/* @__PURE__ */ Bn(c), c.lastChild);
		else if (e.nodes !== null && (br(e.nodes.start, e.nodes.end), e.nodes = null), s !== "") {
			if (D) {
				for (var a = O.data, l = Fe(), u = l; l !== null && (l.nodeType !== 8 || l.data !== "");) u = l, l = /* @__PURE__ */ Vn(l);
				if (l === null) throw ke(), Se;
				Ni(O, u), o = Pe(l);
			} else {
				var d = Wn(r ? "svg" : i ? "math" : "template", r ? Te : i ? Ee : void 0);
				d.innerHTML = s;
				var f = r || i ? d : d.content;
				if (Ni(/* @__PURE__ */ Bn(f), f.lastChild), r || i) for (; /* @__PURE__ */ Bn(f);) o.before(/* @__PURE__ */ Bn(f));
				else o.before(f);
			}
		}
	});
}
var ka = t((() => {
	De(), B(), ze(), zi(), Me(), hi(), i(), ht(), Zn(), U(), T();
})), Aa = t((() => {
	ze(), Zn(), zi();
})), ja = t((() => {
	hi(), Ge();
}));
// node_modules/svelte/src/internal/client/dom/blocks/snippet.js
function Ma(e, t, ...n) {
	var r = new oa(e);
	pr(() => {
		let e = t() ?? null;
		r.ensure(e, e && ((t) => e(t, ...n)));
	}, ie);
}
var Na = t((() => {
	T(), B(), ht(), ze(), Mi(), zi(), rt(), i(), Zn(), ja(), sa();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-component.js
function Pa(e, t, n) {
	var r;
	D && (r = O, Fe());
	var i = new oa(e);
	pr(() => {
		var e = t() ?? null;
		if (D && Re(r) === "[" != (e !== null)) {
			var a = Le();
			Pe(a), i.anchor = a, Ne(!1), i.ensure(e, e && ((t) => n(t, e))), Ne(!0);
		} else i.ensure(e, e && ((t) => n(t, e)));
	}, ie);
}
var Fa = t((() => {
	T(), B(), ze(), sa(), De();
})), Ia = t((() => {
	b();
})), La = t((() => {
	Ia();
}));
// node_modules/svelte/src/internal/client/dom/elements/transitions.js
function Ra(e) {
	za = e;
}
var za, Ba = t((() => {
	b(), B(), U(), La(), $i(), T(), bt(), Ft();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-element.js
function Va(e, t, n, r, i, a) {
	let o = D;
	D && Fe();
	var s = null;
	D && O.nodeType === 1 && (s = O, Fe());
	var c = D ? O : e, l = H, u = new oa(c, !1);
	pr(() => {
		let e = t() || null;
		var a = i ? i() : n || e === "svg" ? Te : void 0;
		if (e === null) u.ensure(null, null), Ki(!0);
		else return u.ensure(e, (t) => {
			if (e) {
				var n = D;
				if (s = D ? s : Wn(e, a), Ni(s, s), r) {
					var i = null;
					D && ci(e) && s.append(i = document.createComment(""));
					var o = D ? /* @__PURE__ */ Bn(s) : s.appendChild(zn());
					D && (o === null ? Ne(!1) : Pe(o)), Ra(l), r(s, o), i?.remove(), Ra(null);
				}
				H.nodes.end = s, n || t.before(s);
			}
			D && Pe(t);
		}), Ki(!0), () => {
			e && Ki(!1);
		};
	}, ie), ar(() => {
		Ki(!0);
	}), o && (Ne(!0), Pe(c));
}
var Ha = t((() => {
	De(), ze(), Zn(), B(), $i(), U(), ht(), i(), T(), zi(), hi(), sa(), Ba();
})), Ua = t((() => {
	ze(), Zn(), B(), T();
})), Wa = t((() => {
	B(), Zn(), U();
})), Ga = t((() => {
	B(), U();
}));
// node_modules/svelte/src/internal/client/dom/elements/attachments.js
function Ka(e, t) {
	var n = void 0, r;
	mr(() => {
		n !== (n = t()) && (r &&= (yr(r), null), n && (r = hr(() => {
			ur(() => n(e));
		})));
	});
}
var qa = t((() => {
	B();
}));
// node_modules/clsx/dist/clsx.mjs
function Ja(e) {
	var t, n, r = "";
	if (typeof e == "string" || typeof e == "number") r += e;
	else if (typeof e == "object") {
		if (Array.isArray(e)) {
			var i = e.length;
			for (t = 0; t < i; t++) e[t] && (n = Ja(e[t])) && (r && (r += " "), r += n);
		} else for (n in e) e[n] && (r && (r += " "), r += n);
	}
	return r;
}
function Ya() {
	for (var e, t, n = 0, r = "", i = arguments.length; n < i; n++) (e = arguments[n]) && (t = Ja(e)) && (r && (r += " "), r += t);
	return r;
}
var Xa = t((() => {}));
// node_modules/svelte/src/internal/shared/attributes.js
function Za(e) {
	return typeof e == "object" ? Ya(e) : e ?? "";
}
function Qa(e, t, n) {
	var r = e == null ? "" : "" + e;
	if (t && (r = r ? r + " " + t : t), n) {
		for (var i of Object.keys(n)) if (n[i]) r = r ? r + " " + i : i;
		else if (r.length) for (var a = i.length, o = 0; (o = r.indexOf(i, o)) >= 0;) {
			var s = o + a;
			(o === 0 || no.includes(r[o - 1])) && (s === r.length || no.includes(r[s])) ? r = (o === 0 ? "" : r.substring(0, o)) + r.substring(s + 1) : o = s;
		}
	}
	return r === "" ? null : r;
}
function $a(e, t = !1) {
	var n = t ? " !important;" : ";", r = "";
	for (var i of Object.keys(e)) {
		var a = e[i];
		a != null && a !== "" && (r += " " + i + ": " + a + n);
	}
	return r;
}
function eo(e) {
	return e[0] !== "-" || e[1] !== "-" ? e.toLowerCase() : e;
}
function to(e, t) {
	if (t) {
		var n = "", r, i;
		if (Array.isArray(t) ? (r = t[0], i = t[1]) : r = t, e) {
			e = String(e).replaceAll(/\/\*.*?\*\//g, "").trim();
			var a = !1, o = 0, s = !1, c = [];
			r && c.push(...Object.keys(r).map(eo)), i && c.push(...Object.keys(i).map(eo));
			var l = 0, u = -1;
			let t = e.length;
			for (var d = 0; d < t; d++) {
				var f = e[d];
				if (s ? f === "/" && e[d - 1] === "*" && (s = !1) : a ? a === f && (a = !1) : f === "/" && e[d + 1] === "*" ? s = !0 : f === "\"" || f === "'" ? a = f : f === "(" ? o++ : f === ")" && o--, !s && a === !1 && o === 0) {
					if (f === ":" && u === -1) u = d;
					else if (f === ";" || d === t - 1) {
						if (u !== -1) {
							var p = eo(e.substring(l, u).trim());
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
		return r && (n += $a(r)), i && (n += $a(i, !0)), n = n.trim(), n === "" ? null : n;
	}
	return e == null ? null : String(e);
}
var no, ro = t((() => {
	Xa(), b(), no = [..." 	\n\r\f\xA0\v﻿"];
}));
// node_modules/svelte/src/internal/client/dom/elements/class.js
function io(e, t, n, r, i, a) {
	var o = e[ge];
	if (D || o !== n || o === void 0) {
		var s = Qa(n, r, a);
		D && s === e.getAttribute("class") || (s == null ? e.removeAttribute("class") : t ? e.className = s : e.setAttribute("class", s)), e[ge] = n;
	} else if (a && i !== a) for (var c in a) {
		var l = !!a[c];
		(i == null || l !== !!i[c]) && e.classList.toggle(c, l);
	}
	return a;
}
var ao = t((() => {
	ro(), T(), ze();
}));
// node_modules/svelte/src/internal/client/dom/elements/style.js
function oo(e, t = {}, n, r) {
	for (var i in n) {
		var a = n[i];
		t[i] !== a && (n[i] == null ? e.style.removeProperty(i) : e.style.setProperty(i, a, r));
	}
}
function so(e, t, n, r) {
	var i = e[_e];
	if (D || i !== t) {
		var a = to(t, r);
		D && a === e.getAttribute("style") || (a == null ? e.removeAttribute("style") : e.style.cssText = a), e[_e] = t;
	} else r && (Array.isArray(r) ? (oo(e, n?.[0], r[0]), oo(e, n?.[1], r[1], "important")) : oo(e, n, r));
	return r;
}
var co = t((() => {
	ro(), T(), ze();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/select.js
function lo(e, t) {
	t ? e.hasAttribute("selected") || e.setAttribute("selected", "") : e.removeAttribute("selected");
}
function uo(e, t) {
	var n = !("__defaultValue" in e);
	(n || e.__defaultValue !== t) && (e.__defaultValue = t, fo(e, !n || "__value" in e));
}
function fo(e, t) {
	var n = e.__defaultValue, r = e.multiple, i = r ? n ?? [] : null;
	if (!r || c(i)) {
		var a = e.selectedIndex, o = t && r ? new Set(e.selectedOptions) : null;
		for (var s of e.options) {
			var l = go(s);
			lo(s, r ? i.includes(l) : Fn(l, n));
		}
		if (t) {
			if (o !== null) for (s of e.options) {
				var u = o.has(s);
				s.selected !== u && (s.selected = u);
			}
			else e.selectedIndex !== a && (e.selectedIndex = a);
		}
	}
}
function po(e, t, n = !1) {
	if (e.multiple) {
		if (t == null) return;
		if (!c(t)) return Ae();
		for (var r of e.options) r.selected = t.includes(go(r));
	} else {
		for (r of e.options) if (Fn(go(r), t)) {
			r.selected = !0;
			return;
		}
		n && t === void 0 || (e.selectedIndex = -1);
	}
}
function mo(e) {
	var t = new MutationObserver((t) => {
		t.every(_o) || ("__defaultValue" in e && fo(e, !1), "__value" in e && po(e, e.__value));
	});
	t.observe(e, {
		childList: !0,
		subtree: !0,
		attributes: !0,
		attributeFilter: ["value"]
	}), ar(() => {
		t.disconnect();
	});
}
function ho(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet(), i = !0;
	Pt(e, "change", (t) => {
		var i = t ? "[selected]" : ":checked", a;
		if (e.multiple) a = [].map.call(e.querySelectorAll(i), go);
		else {
			var o = e.querySelector(i) ?? e.querySelector("option:not([disabled])");
			a = o && go(o);
		}
		n(a), e.__value = a, M !== null && r.add(M);
	}), ur(() => {
		var a = t();
		if (e === document.activeElement) {
			var o = at ? ln : M;
			if (r.has(o)) return;
		}
		if (po(e, a, i), i && a === void 0) {
			var s = e.querySelector(":checked");
			s !== null && (a = go(s), n(a));
		}
		e.__value = a, i = !1;
	});
}
function go(e) {
	return "__value" in e ? e.__value : e.value;
}
function _o(e) {
	if (e.target.closest("selectedcontent") !== null) return !0;
	if (e.type === "childList") {
		var t = [...e.addedNodes, ...e.removedNodes];
		return t.length > 0 && t.every((e) => e.nodeName === "SELECTEDCONTENT");
	}
	return !1;
}
var vo = t((() => {
	B(), Ft(), In(), b(), Me(), bn(), st();
}));
// node_modules/svelte/src/internal/client/dom/elements/attributes.js
function yo(e) {
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
		e[ye] = n, _t(n), At();
	}
}
function bo(e, t) {
	var n = wo(e);
	n.value !== (n.value = t ?? void 0) && (e.value !== t || t === 0 && e.nodeName === Po) && (e.value = t ?? "");
}
function xo(e, t) {
	var n = wo(e);
	n.checked !== (n.checked = t ?? void 0) && (e.checked = t);
}
function X(e, t, n, r) {
	var i = wo(e);
	if (!(D && (i[t] = e.getAttribute(t), t === "src" || t === "srcset" || t === "href" && e.nodeName === Ao))) {
		var a = i[t];
		a !== (i[t] = n) && (t === "loading" && (e[me] = n), n == null ? e.removeAttribute(t) : typeof n != "string" && To(e).has(t) ? e[t] = n : (!D || typeof n != "number" && typeof n != "boolean" || a !== String(n)) && e.setAttribute(t, n));
	}
}
function So(e, t, n, r, i = !1, a = !1) {
	D && i && e.nodeName === jo && ("defaultValue" in n || "defaultChecked" in n || yo(e));
	var o = wo(e), s = o[Oo], c = !o[ko];
	let l = D && s;
	l && Ne(!1);
	var u = t || {}, d = e.nodeName === Mo, f = e.nodeName === No;
	try {
		for (var p in t) !(p in n) && p[0] + p[1] !== "$$" && (n[p] = null);
		n.class ? n.class = Za(n.class) : (r || n[Eo]) && (n.class = null), n[Do] && (n.style ??= null);
		var m = To(e);
		if (e.nodeName === jo && "type" in n && ("value" in n || "__value" in n)) {
			var h = n.type;
			(h !== u.type || h === void 0 && e.hasAttribute("type")) && (u.type = h, X(e, "type", h, a));
		}
		for (let i in n) {
			let l = n[i];
			if (d && i === "value" && l == null) e.value = e.__value = "", u[i] = l;
			else if (i === "class") io(e, e.namespaceURI === "http://www.w3.org/1999/xhtml", l, r, t?.[Eo], n[Eo]), u[i] = l, u[Eo] = n[Eo];
			else if (i === "style") so(e, l, t?.[Do], n[Do]), u[i] = l, u[Do] = n[Do];
			else {
				var g = u[i];
				if (l !== g || l === void 0 && e.hasAttribute(i)) {
					u[i] = l;
					var _ = i[0] + i[1];
					if (_ !== "$$") {
						if (_ === "on") {
							let t = {}, n = "$$" + i, r = i.slice(2);
							var v = ai(r);
							if (ii(r) && (r = r.slice(0, -7), t.capture = !0), !v && g) {
								if (l != null) continue;
								e.removeEventListener(r, u[n], t), u[n] = null;
							}
							if (v) W(r, e, l), xi([r]);
							else if (l != null) {
								function a(e) {
									u[i].call(this, e);
								}
								u[n] = vi(r, e, a, t);
							}
						} else if (i === "style") X(e, i, l);
						else if (i === "autofocus") Ot(e, !!l);
						else if (!s && (i === "__value" || i === "value" && l != null)) e.__value = l, (g == null || e.value !== l || l === 0 && e.nodeName === Po) && (e.value = l);
						else if (i === "selected" && d) lo(e, l);
						else {
							var y = i;
							c || (y = oi(y));
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
							} else b || (s || typeof l != "string") && m.has(y) ? (e[y] = l, y in o && (o[y] = Ce)) : typeof l != "function" && X(e, y, l, a);
						}
					}
				}
			}
		}
	} finally {
		l && Ne(!0);
	}
	return u;
}
function Co(e, t, n = [], r = [], i = [], a, o = !1, s = !1) {
	It(i, n, r, (n) => {
		var r = void 0, i = {}, c = e.nodeName === No, l = !1;
		if (mr(() => {
			var u = t(...n.map(V)), d = So(e, r, u, a, o, s);
			if (l && c) {
				var f = e;
				"defaultValue" in u && uo(f, u.defaultValue), "value" in u && po(f, u.value);
			}
			for (let e of Object.getOwnPropertySymbols(i)) u[e] || yr(i[e]);
			for (let t of Object.getOwnPropertySymbols(u)) {
				var p = u[t];
				t.description !== "@attach" || r && p === r[t] || (i[t] && yr(i[t]), i[t] = hr(() => Ka(e, () => p))), d[t] = p;
			}
			r = d;
		}), c) {
			var u = e;
			ur(() => {
				var e = r;
				"defaultValue" in e && uo(u, e.defaultValue), po(u, e.value, !0), mo(u);
			});
		}
		l = !0;
	});
}
function wo(e) {
	return e[he] ??= {
		[Oo]: e.nodeName.includes("-"),
		[ko]: e.namespaceURI === we
	};
}
function To(e) {
	var t = e.getAttribute("is") || e.nodeName, n = Fo.get(t);
	if (n) return n;
	Fo.set(t, n = /* @__PURE__ */ new Set());
	for (var r, i = e, a = Element.prototype; a !== i;) {
		for (var o in r = m(i), r) r[o].set && o !== "innerHTML" && o !== "textContent" && o !== "innerText" && n.add(o);
		i = _(i);
	}
	return n;
}
var Eo, Do, Oo, ko, Ao, jo, Mo, No, Po, Fo, Io = t((() => {
	i(), ze(), b(), Oi(), Mt(), Me(), T(), bt(), hi(), U(), qa(), ro(), ao(), co(), De(), B(), vo(), Vt(), Eo = Symbol("class"), Do = Symbol("style"), Oo = Symbol("is custom element"), ko = Symbol("is html"), Ao = xe ? "link" : "LINK", jo = xe ? "input" : "INPUT", Mo = xe ? "option" : "OPTION", No = xe ? "select" : "SELECT", Po = xe ? "progress" : "PROGRESS", Fo = /* @__PURE__ */ new Map();
})), Lo = t((() => {
	ze(), Zn(), Mi(), qa();
})), Ro = t((() => {
	Ft();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/input.js
function zo(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet();
	Pt(e, "input", async (i) => {
		var a = i ? e.defaultValue : e.value;
		if (a = Uo(e) ? Wo(a) : a, n(a), M !== null && r.add(M), await Ur(), a !== (a = t())) {
			var o = e.selectionStart, s = e.selectionEnd, c = e.value.length;
			if (e.value = a ?? "", s !== null) {
				var l = e.value.length;
				o === s && s === c && l > c ? (e.selectionStart = l, e.selectionEnd = l) : (e.selectionStart = o, e.selectionEnd = Math.min(s, l));
			}
		}
	}), (D && e.defaultValue !== e.value || Kr(t) == null && e.value) && (n(Uo(e) ? Wo(e.value) : e.value), M !== null && r.add(M)), fr(() => {
		var n = t();
		if (e === document.activeElement) {
			var i = at ? ln : M;
			if (r.has(i)) return;
		}
		Uo(e) && n === Wo(e.value) || (e.type !== "date" || n || e.value) && n !== e.value && (e.value = n ?? "");
	});
}
function Bo(e, t, n, r, i = r) {
	var a = n.getAttribute("type") === "checkbox", o = e;
	let s = !1;
	if (t !== null) for (var c of t) o = o[c] ??= [];
	o.push(n), Pt(n, "change", () => {
		var e = n.__value;
		a && (e = Ho(o, e, n.checked)), i(e);
	}, () => i(a ? [] : null)), fr(() => {
		var e = r();
		D && n.defaultChecked !== n.checked ? s = !0 : a ? (e ||= [], n.checked = e.includes(n.__value)) : n.checked = Fn(n.__value, e);
	}), ar(() => {
		var e = o.indexOf(n);
		e !== -1 && o.splice(e, 1);
	}), Go.has(o) || (Go.add(o), _t(() => {
		o.sort((e, t) => e.compareDocumentPosition(t) === 4 ? -1 : 1), Go.delete(o);
	})), _t(() => {
		if (s) {
			var e = a ? Ho(o, e, n.checked) : o.find((e) => e.checked)?.__value;
			i(e);
		}
	});
}
function Vo(e, t, n = t) {
	Pt(e, "change", (t) => {
		n(t ? e.defaultChecked : e.checked);
	}), (D && e.defaultChecked !== e.checked || Kr(t) == null) && n(e.checked), fr(() => {
		e.checked = !!t();
	});
}
function Ho(e, t, n) {
	for (var r = /* @__PURE__ */ new Set(), i = 0; i < e.length; i += 1) e[i].checked && r.add(e[i].__value);
	return n || r.delete(t), Array.from(r);
}
function Uo(e) {
	var t = e.type;
	return t === "number" || t === "range";
}
function Wo(e) {
	return e === "" ? null : +e;
}
var Go, Ko = t((() => {
	i(), B(), Ft(), rt(), In(), bt(), ze(), U(), bn(), st(), Go = /* @__PURE__ */ new Set();
})), qo = t((() => {
	B(), Ft();
})), Jo = t((() => {
	Ft();
})), Yo = t((() => {
	B(), b();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/size.js
function Xo(e, t, n) {
	var r = Qo.observe(e, () => n(e[t]));
	ur(() => (Kr(() => n(e[t])), r));
}
var Zo, Qo, $o = t((() => {
	B(), U(), Zo = class e {
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
	}, Qo = /* @__PURE__ */ new Zo({ box: "border-box" });
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/this.js
function es(e, t) {
	return e === t || e?.[de] === t;
}
function ts(e = ft(), t, n, r) {
	var i = mt.r, a = H;
	return ur(() => {
		var o, s;
		return fr(() => {
			o = s, s = r?.() || [], Kr(() => {
				es(n(...s), e) || (t(e, ...s), o && es(n(...o), e) && t(null, ...o));
			});
		}), () => {
			let r = a;
			for (; r !== i && r.parent !== null && r.parent.f & 33554432;) r = r.parent;
			let o = () => {
				s && es(n(...s), e) && t(null, ...s);
			}, c = r.teardown;
			r.teardown = () => {
				o(), c?.();
			};
		};
	}), e;
}
var ns = t((() => {
	T(), ht(), B(), U();
})), rs = t((() => {
	B(), Ft();
})), is = t((() => {
	B(), Ft();
})), as = t((() => {
	b(), B(), Oi();
})), os = t((() => {
	b(), ht(), Zt(), B(), U();
})), ss = t((() => {
	Mn(), U(), b();
})), cs = t((() => {
	U(), b();
})), ls = t((() => {
	b(), cs();
}));
// node_modules/svelte/src/internal/client/reactivity/store.js
function us(e) {
	var t = ds;
	try {
		return ds = !1, [e(), ds];
	} finally {
		ds = t;
	}
}
var ds, fs = t((() => {
	cs(), ls(), b(), U(), B(), Mn(), ds = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/props.js
function ps(e, t, n, r) {
	var i = !ot || !!(n & 2), a = !!(n & 8), o = !!(n & 16), s = r, c = !0, l = void 0, u = () => o && i ? (l ??= /* @__PURE__ */ Ht(r), V(l)) : (c && (c = !1, s = o ? Kr(r) : r), s);
	let d;
	if (a) {
		var f = de in e || pe in e;
		d = p(e, t)?.set ?? (f && t in e ? (n) => e[t] = n : void 0);
	}
	var m, h = !1;
	a ? [m, h] = us(() => e[t]) : m = e[t], m === void 0 && r !== void 0 && (m = u(), d && (i && Qe(t), d(m)));
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
			return arguments.length > 0 ? ((!i || !t || _ || h) && d(t ? g() : e), e) : g();
		});
	}
	var v = !1, y = (n & 1 ? Ht : Wt)(() => (v = !1, g()));
	a && V(y);
	var b = H;
	return (function(e, t) {
		if (arguments.length > 0) {
			let n = t ? V(y) : i && a ? Nn(e) : e;
			return P(y, n), v = !0, s !== void 0 && (s = n), e;
		}
		return qr && v || b.f & 16384 ? y.v : V(y);
	});
}
var ms = t((() => {
	i(), De(), b(), Mn(), Zt(), U(), rt(), T(), In(), fs(), st(), B();
})), hs = t((() => {
	ht(), B(), fs(), Vt();
})), gs = t((() => {
	T(), B(), Mn(), $i(), U(), bn(), b(), rt(), ht(), st(), wt(), as();
})), _s = t((() => {
	gs(), B(), zi(), b(), Zn();
})), vs = t((() => {
	T(), ct(), U();
})), Z = t((() => {
	ri(), De(), ht(), gi(), _i(), ea(), ta(), na(), lt(), ra(), ia(), aa(), fa(), pa(), ga(), _a(), Da(), ka(), Aa(), Na(), Fa(), Ha(), Ua(), Wa(), Ga(), qa(), Io(), ao(), Oi(), Mt(), Lo(), co(), Ba(), Ro(), Ko(), qo(), Jo(), Yo(), vo(), $o(), ns(), rs(), is(), ze(), as(), os(), ss(), zi(), Vt(), bn(), Zt(), B(), Mn(), ms(), fs(), Gi(), Or(), $i(), U(), hs(), Ia(), In(), _s(), Zn(), ro(), ct(), b(), ja(), Ln(), vs();
})), ys = t((() => {
	ze(), rt();
}));
// node_modules/svelte/src/index-client.js
function bs(e) {
	mt === null && We("onMount"), ot && mt.l !== null ? xs(mt).m.push(e) : or(() => {
		let t = Kr(e);
		if (typeof t == "function") return t;
	});
}
function xs(e) {
	var t = e.l;
	return t.u ??= {
		a: [],
		b: [],
		m: []
	};
}
var Ss = t((() => {
	U(), b(), Z(), rt(), st(), ht(), i(), bn(), ys(), $i(), Na();
})), Cs, ws, Ts, Es, Ds = t((() => {
	Z(), Cs = 1500, ws = 4e3, Ts = class {
		#e = /* @__PURE__ */ N(!1);
		get stopped() {
			return V(this.#e);
		}
		set stopped(e) {
			P(this.#e, e, !0);
		}
		waiting = null;
		recovery() {
			return this.stopped = !0, this.waiting ??= this.poll().finally(() => {
				this.waiting = null, this.stopped = !1;
			}), this.waiting;
		}
		watch() {
			let e = setInterval(() => {
				this.stopped || document.hidden || fetch("api/health", { cache: "no-store" }).catch(() => this.recovery());
			}, ws);
			return () => clearInterval(e);
		}
		async poll() {
			for (;;) {
				await new Promise((e) => setTimeout(e, Cs));
				try {
					if ((await fetch("api/health", { cache: "no-store" })).ok) return;
				} catch {}
			}
		}
	}, Es = new Ts();
}));
// src/api.ts
async function Os(e) {
	let t = await js("api/csv", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ data: e })
	});
	if (!t.ok) throw Ms(await t.json().catch(() => null), t);
	return t.text();
}
async function ks(e, t) {
	let n = await js(`api/${e}`, t), r = await n.json().catch(() => null);
	if (!n.ok) throw Ms(r, n);
	return r;
}
function As(e) {
	Hs = e;
}
async function js(e, t) {
	for (;;) try {
		return await Hs(e, t);
	} catch (e) {
		if (t.signal?.aborted) throw e;
		await Es.recovery();
	}
}
function Ms(e, t) {
	let n = e ?? {}, r = n.error ?? `The server answered ${t.status} ${t.statusText}.`;
	return new Ns(r, t.status, n.row, n.column);
}
var Ns, Ps, Fs, Is, Ls, Rs, zs, Bs, Vs, Hs, Us = t((() => {
	Ds(), Ns = class extends Error {
		status;
		row;
		column;
		constructor(e, t, n, r) {
			super(e), this.status = t, this.row = n, this.column = r;
		}
	}, Ps = (e) => e instanceof Error ? e.message : String(e), Fs = () => zs("start"), Is = (e, t) => Bs("data", { data: e }, t), Ls = (e, t) => Bs("run", e, t), Rs = (e, t) => Bs("compare", { data: e }, t), zs = (e, t) => ks(e, { signal: t }), Bs = (e, t, n) => ks(e, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(t),
		signal: n
	}), Vs = (e, t, n) => ks(e, {
		method: "POST",
		body: t,
		signal: n
	}), Hs = (e, t) => fetch(e, t);
})), Ws = t((() => {})), Q = t((() => {
	Ws(), typeof window < "u" && ((window.__svelte ??= {}).v ??= /* @__PURE__ */ new Set()).add("5");
}));
Q(), Z(), Us();
var Gs = 450, Ks = 1e-9, qs = 1e290, Js = class {
	#e = /* @__PURE__ */ N(null);
	get answer() {
		return V(this.#e);
	}
	set answer(e) {
		P(this.#e, e);
	}
	#t = /* @__PURE__ */ N(Nn(NaN));
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
	#r = /* @__PURE__ */ j(() => this.answer !== null && this.difference <= Ks);
	get agrees() {
		return V(this.#r);
	}
	set agrees(e) {
		P(this.#r, e);
	}
	constructor(e) {
		or(() => {
			let { run: t } = e, n = Ys(e);
			if (!t || !n) return;
			this.answer = null, this.error = "";
			let r = new AbortController(), i = setTimeout(() => void this.ask(n, t, r.signal), Gs);
			return () => {
				clearTimeout(i), r.abort();
			};
		});
	}
	async ask(e, t, n) {
		try {
			let r = await Ls(e, n);
			if (n.aborted) return;
			this.difference = Xs(t, r), this.answer = r;
		} catch (e) {
			n.aborted || (this.error = Ps(e));
		}
	}
};
function Ys(e) {
	if (!e.data) return null;
	let { lr: t, epochs: n, rule: r, loss: i, standardize: a } = e;
	return {
		data: e.descriptor,
		lr: t,
		epochs: n,
		rule: r,
		loss: i,
		standardize: a,
		start: [...e.startWeights]
	};
}
function Xs(e, t) {
	let n = t.losses.length === e.epochs + 1 ? 0 : Infinity;
	for (let r = 0; r < t.losses.length; r++) {
		let i = Math.abs(e.losses[r]), a = !(Math.max(i, t.losses[r] ?? 0) < qs);
		n = Math.max(n, Zs(e.losses[r], t.losses[r], i, a));
		let o = e.weights.subarray(r * e.p, (r + 1) * e.p), s = o.reduce((e, t) => Math.max(e, Math.abs(t)), 0);
		t.weights[r].forEach((e, t) => n = Math.max(n, Zs(o[t], e, s, a)));
	}
	return n;
}
function Zs(e, t, n, r) {
	return t === null || !Number.isFinite(e) ? r ? 0 : Infinity : n === 0 ? Math.abs(t) : Math.abs(e - t) / n;
}
// src/lib/format.ts
function $(e, t = 4) {
	if (Number.isNaN(e)) return "∞";
	if (!Number.isFinite(e)) return e < 0 ? `${ac}∞` : "∞";
	if (e === 0) return "0";
	let n = Math.abs(e);
	return n >= 1e6 || n < 1e-4 ? ic(e, Math.min(t, 3)) : n >= 10 ** t ? $s(e) : cc(e.toPrecision(t));
}
function Qs(e, t = 6) {
	return cc(String(Number(e.toPrecision(t))));
}
function $s(e) {
	return cc(oc.format(Math.round(e)));
}
function ec(e) {
	return Number.isFinite(e) ? e >= 1e9 ? `about ${ic(e, 1)} epochs` : `${$s(e)} epoch${e === 1 ? "" : "s"}` : "never";
}
function tc(e) {
	let t = 100 * Math.abs(1 - e);
	if (!Number.isFinite(t)) return `${$(e)}%`;
	let n = t === 0 ? 1 : Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(t))));
	return `${(100 * e).toFixed(n)}%`;
}
function nc(e) {
	let t = 1 - e;
	return t > 0 && t < 1e-5 ? `all but ${ic(t, 2)}` : tc(e);
}
function rc(e) {
	let t = [...String(Math.abs(e))].map((e) => sc[Number(e)]);
	return `10${e < 0 ? "⁻" : ""}${t.join("")}`;
}
function ic(e, t = 3) {
	if (!Number.isFinite(e)) return $(e);
	let [n, r] = e.toExponential(t - 1).split("e");
	return cc(`${n}·${rc(Number(r))}`);
}
var ac, oc, sc, cc, lc = t((() => {
	ac = "−", oc = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }), sc = "⁰¹²³⁴⁵⁶⁷⁸⁹", cc = (e) => e.replace("-", ac);
}));
// src/lib/problem.ts
function uc(e, t) {
	let n = e.endsWith("mse") ? 1 / t : 1;
	return e.startsWith("half") ? n / 2 : n;
}
function dc(e, t, n) {
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
		factor: uc(n, t),
		loss: n,
		units: null
	};
}
function fc(e) {
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
function pc(e, t, n) {
	let { rows: r, y: i, m: a, p: o, factor: s } = e, c = 0;
	for (let e = 0; e < a; e++) {
		let a = 0;
		for (let n = 0; n < o; n++) a += r[e * o + n] * t[n];
		n[e] = a - i[e], c += n[e] * n[e];
	}
	return s * c;
}
function mc(e, t, n) {
	let { rows: r, m: i, p: a, factor: o } = e;
	for (let e = 0; e < a; e++) {
		let s = 0;
		for (let n = 0; n < i; n++) s += r[n * a + e] * t[n];
		n[e] = 2 * o * s;
	}
}
function hc(e, t) {
	return pc(e, t, new Float64Array(e.m));
}
function gc(e, t) {
	let n = new Float64Array(e.m), r = new Float64Array(e.p);
	return pc(e, t, n), mc(e, n, r), r;
}
function _c(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] / i[e], n[a] -= r[e] * n[e];
	return n;
}
function vc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] * i[e], n[a] += r[e] * t[e];
	return n;
}
var yc, bc = t((() => {
	yc = [
		"mse",
		"half-mse",
		"sse",
		"half-sse"
	];
}));
lc(), bc();
function xc(e, t, n, r) {
	let i = (t, n) => {
		let r = 0;
		for (let i = 0; i < e.m; i++) r += e.rows[i * e.p + t] * e.rows[i * e.p + n];
		return 2 * e.factor * r;
	}, [a, o, s] = [
		i(t, t),
		i(t, n),
		i(n, n)
	], c = (a - s) / 2, l = Math.hypot(c, o), u = (a + s) / 2 + l, d = Math.max(u === 0 ? 0 : (a * s - o * o) / u, 1e-12 * u), f = Math.atan2(o, c) / 2, p = [Math.cos(f), Math.sin(f)], m = [-p[1], p[0]], h = gc(e, r), g = (h[t] * p[0] + h[n] * p[1]) / u, _ = (h[t] * m[0] + h[n] * m[1]) / d, v = [r[t] - g * p[0] - _ * m[0], r[n] - g * p[1] - _ * m[1]], y = Array.from(r);
	return [y[t], y[n]] = v, {
		center: v,
		floor: hc(e, y),
		curvatures: [u, d],
		axes: [p, m]
	};
}
var Sc = (e, t, n) => {
	let r = t - e.center[0], i = n - e.center[1];
	return e.axes.reduce((t, [n, a], o) => t + e.curvatures[o] * (n * r + a * i) ** 2 / 2, 0);
};
function Cc(e, t) {
	let [n, r] = e.axes, i = Math.sqrt(2 * t / e.curvatures[0]), a = Math.sqrt(2 * t / e.curvatures[1]);
	return [[i * n[0], i * n[1]], [a * r[0], a * r[1]]];
}
// src/charts/LiveText.svelte
Z();
var wc = /* @__PURE__ */ G("<p class=\"hidden-visually\" aria-live=\"polite\"> </p>");
function Tc(e, t) {
	k(t, !0);
	let n = ps(t, "wait", 3, 900), r = /* @__PURE__ */ N("");
	or(() => {
		let e = t.text, i = setTimeout(() => P(r, e, !0), n());
		return () => clearTimeout(i);
	});
	var i = wc(), a = L(i, !0);
	z(() => q(a, V(r))), K(e, i), A();
}
Q(), Z();
var Ec = /* @__PURE__ */ G("<div class=\"controls svelte-e9gw4x\"><!></div>"), Dc = /* @__PURE__ */ G("<p class=\"note svelte-e9gw4x\"> </p>"), Oc = /* @__PURE__ */ G("<figure class=\"svelte-e9gw4x\"><figcaption class=\"svelte-e9gw4x\"><h2 class=\"small\"> </h2> <!></figcaption> <!> <!> <!></figure>");
function kc(e, t) {
	let n = ps(t, "note", 3, "");
	var r = Oc(), i = F(r), a = F(i), o = L(a, !0), s = R(a, 2), c = (e) => {
		var n = Ec();
		Ma(F(n), () => t.controls), E(n), K(e, n);
	};
	J(s, (e) => {
		t.controls && e(c);
	}), E(i);
	var l = R(i, 2);
	Ma(l, () => t.children);
	var u = R(l, 2), d = (e) => {
		var t = Dc(), r = L(t, !0);
		z(() => q(r, n())), K(e, t);
	};
	J(u, (e) => {
		n() && e(d);
	}), Tc(R(u, 2), { get text() {
		return t.text;
	} }), E(r), z(() => q(o, t.title)), K(e, r);
}
// node_modules/d3-array/dist/d3-array.mjs
function Ac(e, t) {
	return e == null || t == null ? NaN : e < t ? -1 : e > t ? 1 : e >= t ? 0 : NaN;
}
function jc(e, t) {
	return e == null || t == null ? NaN : t < e ? -1 : t > e ? 1 : t >= e ? 0 : NaN;
}
function Mc(e) {
	let t, n, r;
	e.length === 2 ? (t = e === Ac || e === jc ? e : Nc, n = e, r = e) : (t = Ac, n = (t, n) => Ac(e(t), n), r = (t, n) => e(t) - n);
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
function Nc() {
	return 0;
}
function Pc(e) {
	return e === null ? NaN : +e;
}
var Fc = Mc(Ac), Ic = Fc.right;
Fc.left, Mc(Pc).center, Array.prototype.slice;
var Lc = Math.sqrt(50), Rc = Math.sqrt(10), zc = Math.sqrt(2);
function Bc(e, t, n) {
	let r = (t - e) / Math.max(0, n), i = Math.floor(Math.log10(r)), a = r / 10 ** i, o = a >= Lc ? 10 : a >= Rc ? 5 : a >= zc ? 2 : 1, s, c, l;
	return i < 0 ? (l = 10 ** -i / o, s = Math.round(e * l), c = Math.round(t * l), s / l < e && ++s, c / l > t && --c, l = -l) : (l = 10 ** i * o, s = Math.round(e / l), c = Math.round(t / l), s * l < e && ++s, c * l > t && --c), c < s && .5 <= n && n < 2 ? Bc(e, t, n * 2) : [
		s,
		c,
		l
	];
}
function Vc(e, t, n) {
	if (t = +t, e = +e, n = +n, !(n > 0)) return [];
	if (e === t) return [e];
	let r = t < e, [i, a, o] = r ? Bc(t, e, n) : Bc(e, t, n);
	if (!(a >= i)) return [];
	let s = a - i + 1, c = Array(s);
	if (r) {
		if (o < 0) for (let e = 0; e < s; ++e) c[e] = (a - e) / -o;
		else for (let e = 0; e < s; ++e) c[e] = (a - e) * o;
	} else if (o < 0) for (let e = 0; e < s; ++e) c[e] = (i + e) / -o;
	else for (let e = 0; e < s; ++e) c[e] = (i + e) * o;
	return c;
}
function Hc(e, t, n) {
	return t = +t, e = +e, n = +n, Bc(e, t, n)[2];
}
function Uc(e, t, n) {
	t = +t, e = +e, n = +n;
	let r = t < e, i = r ? Hc(t, e, n) : Hc(e, t, n);
	return (r ? -1 : 1) * (i < 0 ? 1 / -i : i);
}
// node_modules/d3-color/dist/d3-color.mjs
function Wc(e, t, n) {
	e.prototype = t.prototype = n, n.constructor = e;
}
function Gc(e, t) {
	var n = Object.create(e.prototype);
	for (var r in t) n[r] = t[r];
	return n;
}
function Kc() {}
var qc = .7, Jc = 1 / qc, Yc = "\\s*([+-]?\\d+)\\s*", Xc = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*", Zc = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*", Qc = /^#([0-9a-f]{3,8})$/, $c = RegExp(`^rgb\\(${Yc},${Yc},${Yc}\\)$`), el = RegExp(`^rgb\\(${Zc},${Zc},${Zc}\\)$`), tl = RegExp(`^rgba\\(${Yc},${Yc},${Yc},${Xc}\\)$`), nl = RegExp(`^rgba\\(${Zc},${Zc},${Zc},${Xc}\\)$`), rl = RegExp(`^hsl\\(${Xc},${Zc},${Zc}\\)$`), il = RegExp(`^hsla\\(${Xc},${Zc},${Zc},${Xc}\\)$`), al = {
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
};
Wc(Kc, ul, {
	copy(e) {
		return Object.assign(new this.constructor(), this, e);
	},
	displayable() {
		return this.rgb().displayable();
	},
	hex: ol,
	formatHex: ol,
	formatHex8: sl,
	formatHsl: cl,
	formatRgb: ll,
	toString: ll
});
function ol() {
	return this.rgb().formatHex();
}
function sl() {
	return this.rgb().formatHex8();
}
function cl() {
	return Cl(this).formatHsl();
}
function ll() {
	return this.rgb().formatRgb();
}
function ul(e) {
	var t, n;
	return e = (e + "").trim().toLowerCase(), (t = Qc.exec(e)) ? (n = t[1].length, t = parseInt(t[1], 16), n === 6 ? dl(t) : n === 3 ? new hl(t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, (t & 15) << 4 | t & 15, 1) : n === 8 ? fl(t >> 24 & 255, t >> 16 & 255, t >> 8 & 255, (t & 255) / 255) : n === 4 ? fl(t >> 12 & 15 | t >> 8 & 240, t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, ((t & 15) << 4 | t & 15) / 255) : null) : (t = $c.exec(e)) ? new hl(t[1], t[2], t[3], 1) : (t = el.exec(e)) ? new hl(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, 1) : (t = tl.exec(e)) ? fl(t[1], t[2], t[3], t[4]) : (t = nl.exec(e)) ? fl(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, t[4]) : (t = rl.exec(e)) ? Sl(t[1], t[2] / 100, t[3] / 100, 1) : (t = il.exec(e)) ? Sl(t[1], t[2] / 100, t[3] / 100, t[4]) : al.hasOwnProperty(e) ? dl(al[e]) : e === "transparent" ? new hl(NaN, NaN, NaN, 0) : null;
}
function dl(e) {
	return new hl(e >> 16 & 255, e >> 8 & 255, e & 255, 1);
}
function fl(e, t, n, r) {
	return r <= 0 && (e = t = n = NaN), new hl(e, t, n, r);
}
function pl(e) {
	return e instanceof Kc || (e = ul(e)), e ? (e = e.rgb(), new hl(e.r, e.g, e.b, e.opacity)) : new hl();
}
function ml(e, t, n, r) {
	return arguments.length === 1 ? pl(e) : new hl(e, t, n, r ?? 1);
}
function hl(e, t, n, r) {
	this.r = +e, this.g = +t, this.b = +n, this.opacity = +r;
}
Wc(hl, ml, Gc(Kc, {
	brighter(e) {
		return e = e == null ? Jc : Jc ** +e, new hl(this.r * e, this.g * e, this.b * e, this.opacity);
	},
	darker(e) {
		return e = e == null ? qc : qc ** +e, new hl(this.r * e, this.g * e, this.b * e, this.opacity);
	},
	rgb() {
		return this;
	},
	clamp() {
		return new hl(bl(this.r), bl(this.g), bl(this.b), yl(this.opacity));
	},
	displayable() {
		return -.5 <= this.r && this.r < 255.5 && -.5 <= this.g && this.g < 255.5 && -.5 <= this.b && this.b < 255.5 && 0 <= this.opacity && this.opacity <= 1;
	},
	hex: gl,
	formatHex: gl,
	formatHex8: _l,
	formatRgb: vl,
	toString: vl
}));
function gl() {
	return `#${xl(this.r)}${xl(this.g)}${xl(this.b)}`;
}
function _l() {
	return `#${xl(this.r)}${xl(this.g)}${xl(this.b)}${xl((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
}
function vl() {
	let e = yl(this.opacity);
	return `${e === 1 ? "rgb(" : "rgba("}${bl(this.r)}, ${bl(this.g)}, ${bl(this.b)}${e === 1 ? ")" : `, ${e})`}`;
}
function yl(e) {
	return isNaN(e) ? 1 : Math.max(0, Math.min(1, e));
}
function bl(e) {
	return Math.max(0, Math.min(255, Math.round(e) || 0));
}
function xl(e) {
	return e = bl(e), (e < 16 ? "0" : "") + e.toString(16);
}
function Sl(e, t, n, r) {
	return r <= 0 ? e = t = n = NaN : n <= 0 || n >= 1 ? e = t = NaN : t <= 0 && (e = NaN), new Tl(e, t, n, r);
}
function Cl(e) {
	if (e instanceof Tl) return new Tl(e.h, e.s, e.l, e.opacity);
	if (e instanceof Kc || (e = ul(e)), !e) return new Tl();
	if (e instanceof Tl) return e;
	e = e.rgb();
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = Math.min(t, n, r), a = Math.max(t, n, r), o = NaN, s = a - i, c = (a + i) / 2;
	return s ? (o = t === a ? (n - r) / s + (n < r) * 6 : n === a ? (r - t) / s + 2 : (t - n) / s + 4, s /= c < .5 ? a + i : 2 - a - i, o *= 60) : s = c > 0 && c < 1 ? 0 : o, new Tl(o, s, c, e.opacity);
}
function wl(e, t, n, r) {
	return arguments.length === 1 ? Cl(e) : new Tl(e, t, n, r ?? 1);
}
function Tl(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
Wc(Tl, wl, Gc(Kc, {
	brighter(e) {
		return e = e == null ? Jc : Jc ** +e, new Tl(this.h, this.s, this.l * e, this.opacity);
	},
	darker(e) {
		return e = e == null ? qc : qc ** +e, new Tl(this.h, this.s, this.l * e, this.opacity);
	},
	rgb() {
		var e = this.h % 360 + (this.h < 0) * 360, t = isNaN(e) || isNaN(this.s) ? 0 : this.s, n = this.l, r = n + (n < .5 ? n : 1 - n) * t, i = 2 * n - r;
		return new hl(Ol(e >= 240 ? e - 240 : e + 120, i, r), Ol(e, i, r), Ol(e < 120 ? e + 240 : e - 120, i, r), this.opacity);
	},
	clamp() {
		return new Tl(El(this.h), Dl(this.s), Dl(this.l), yl(this.opacity));
	},
	displayable() {
		return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && 0 <= this.l && this.l <= 1 && 0 <= this.opacity && this.opacity <= 1;
	},
	formatHsl() {
		let e = yl(this.opacity);
		return `${e === 1 ? "hsl(" : "hsla("}${El(this.h)}, ${Dl(this.s) * 100}%, ${Dl(this.l) * 100}%${e === 1 ? ")" : `, ${e})`}`;
	}
}));
function El(e) {
	return e = (e || 0) % 360, e < 0 ? e + 360 : e;
}
function Dl(e) {
	return Math.max(0, Math.min(1, e || 0));
}
function Ol(e, t, n) {
	return (e < 60 ? t + (n - t) * e / 60 : e < 180 ? n : e < 240 ? t + (n - t) * (240 - e) / 60 : t) * 255;
}
var kl = Math.PI / 180, Al = 180 / Math.PI, jl = 18, Ml = .96422, Nl = 1, Pl = .82521, Fl = 4 / 29, Il = 6 / 29, Ll = 3 * Il * Il, Rl = Il * Il * Il;
function zl(e) {
	if (e instanceof Vl) return new Vl(e.l, e.a, e.b, e.opacity);
	if (e instanceof Jl) return Yl(e);
	e instanceof hl || (e = pl(e));
	var t = Gl(e.r), n = Gl(e.g), r = Gl(e.b), i = Hl((.2225045 * t + .7168786 * n + .0606169 * r) / Nl), a, o;
	return t === n && n === r ? a = o = i : (a = Hl((.4360747 * t + .3850649 * n + .1430804 * r) / Ml), o = Hl((.0139322 * t + .0971045 * n + .7141733 * r) / Pl)), new Vl(116 * i - 16, 500 * (a - i), 200 * (i - o), e.opacity);
}
function Bl(e, t, n, r) {
	return arguments.length === 1 ? zl(e) : new Vl(e, t, n, r ?? 1);
}
function Vl(e, t, n, r) {
	this.l = +e, this.a = +t, this.b = +n, this.opacity = +r;
}
Wc(Vl, Bl, Gc(Kc, {
	brighter(e) {
		return new Vl(this.l + jl * (e ?? 1), this.a, this.b, this.opacity);
	},
	darker(e) {
		return new Vl(this.l - jl * (e ?? 1), this.a, this.b, this.opacity);
	},
	rgb() {
		var e = (this.l + 16) / 116, t = isNaN(this.a) ? e : e + this.a / 500, n = isNaN(this.b) ? e : e - this.b / 200;
		return t = Ml * Ul(t), e = Nl * Ul(e), n = Pl * Ul(n), new hl(Wl(3.1338561 * t - 1.6168667 * e - .4906146 * n), Wl(-.9787684 * t + 1.9161415 * e + .033454 * n), Wl(.0719453 * t - .2289914 * e + 1.4052427 * n), this.opacity);
	}
}));
function Hl(e) {
	return e > Rl ? e ** (1 / 3) : e / Ll + Fl;
}
function Ul(e) {
	return e > Il ? e * e * e : Ll * (e - Fl);
}
function Wl(e) {
	return 255 * (e <= .0031308 ? 12.92 * e : 1.055 * e ** (1 / 2.4) - .055);
}
function Gl(e) {
	return (e /= 255) <= .04045 ? e / 12.92 : ((e + .055) / 1.055) ** 2.4;
}
function Kl(e) {
	if (e instanceof Jl) return new Jl(e.h, e.c, e.l, e.opacity);
	if (e instanceof Vl || (e = zl(e)), e.a === 0 && e.b === 0) return new Jl(NaN, 0 < e.l && e.l < 100 ? 0 : NaN, e.l, e.opacity);
	var t = Math.atan2(e.b, e.a) * Al;
	return new Jl(t < 0 ? t + 360 : t, Math.sqrt(e.a * e.a + e.b * e.b), e.l, e.opacity);
}
function ql(e, t, n, r) {
	return arguments.length === 1 ? Kl(e) : new Jl(e, t, n, r ?? 1);
}
function Jl(e, t, n, r) {
	this.h = +e, this.c = +t, this.l = +n, this.opacity = +r;
}
function Yl(e) {
	if (isNaN(e.h)) return new Vl(e.l, 0, 0, e.opacity);
	var t = e.h * kl;
	return new Vl(e.l, Math.cos(t) * e.c, Math.sin(t) * e.c, e.opacity);
}
Wc(Jl, ql, Gc(Kc, {
	brighter(e) {
		return new Jl(this.h, this.c, this.l + jl * (e ?? 1), this.opacity);
	},
	darker(e) {
		return new Jl(this.h, this.c, this.l - jl * (e ?? 1), this.opacity);
	},
	rgb() {
		return Yl(this).rgb();
	}
}));
var Xl = -.14861, Zl = 1.78277, Ql = -.29227, $l = -.90649, eu = 1.97294, tu = eu * $l, nu = eu * Zl, ru = Zl * Ql - $l * Xl;
function iu(e) {
	if (e instanceof ou) return new ou(e.h, e.s, e.l, e.opacity);
	e instanceof hl || (e = pl(e));
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = (ru * r + tu * t - nu * n) / (ru + tu - nu), a = r - i, o = (eu * (n - i) - Ql * a) / $l, s = Math.sqrt(o * o + a * a) / (eu * i * (1 - i)), c = s ? Math.atan2(o, a) * Al - 120 : NaN;
	return new ou(c < 0 ? c + 360 : c, s, i, e.opacity);
}
function au(e, t, n, r) {
	return arguments.length === 1 ? iu(e) : new ou(e, t, n, r ?? 1);
}
function ou(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
Wc(ou, au, Gc(Kc, {
	brighter(e) {
		return e = e == null ? Jc : Jc ** +e, new ou(this.h, this.s, this.l * e, this.opacity);
	},
	darker(e) {
		return e = e == null ? qc : qc ** +e, new ou(this.h, this.s, this.l * e, this.opacity);
	},
	rgb() {
		var e = isNaN(this.h) ? 0 : (this.h + 120) * kl, t = +this.l, n = isNaN(this.s) ? 0 : this.s * t * (1 - t), r = Math.cos(e), i = Math.sin(e);
		return new hl(255 * (t + n * (Xl * r + Zl * i)), 255 * (t + n * (Ql * r + $l * i)), 255 * (t + eu * r * n), this.opacity);
	}
}));
var su = (e) => () => e;
function cu(e, t) {
	return function(n) {
		return e + n * t;
	};
}
function lu(e, t, n) {
	return e **= +n, t = t ** +n - e, n = 1 / n, function(r) {
		return (e + r * t) ** +n;
	};
}
function uu(e, t) {
	var n = t - e;
	return n ? cu(e, n > 180 || n < -180 ? n - 360 * Math.round(n / 360) : n) : su(isNaN(e) ? t : e);
}
function du(e) {
	return (e = +e) == 1 ? fu : function(t, n) {
		return n - t ? lu(t, n, e) : su(isNaN(t) ? n : t);
	};
}
function fu(e, t) {
	var n = t - e;
	return n ? cu(e, n) : su(isNaN(e) ? t : e);
}
var pu = (function e(t) {
	var n = du(t);
	function r(e, t) {
		var r = n((e = ml(e)).r, (t = ml(t)).r), i = n(e.g, t.g), a = n(e.b, t.b), o = fu(e.opacity, t.opacity);
		return function(t) {
			return e.r = r(t), e.g = i(t), e.b = a(t), e.opacity = o(t), e + "";
		};
	}
	return r.gamma = e, r;
})(1);
function mu(e, t) {
	t ||= [];
	var n = e ? Math.min(t.length, e.length) : 0, r = t.slice(), i;
	return function(a) {
		for (i = 0; i < n; ++i) r[i] = e[i] * (1 - a) + t[i] * a;
		return r;
	};
}
function hu(e) {
	return ArrayBuffer.isView(e) && !(e instanceof DataView);
}
function gu(e, t) {
	for (var n = t ? t.length : 0, r = e ? Math.min(n, e.length) : 0, i = Array(r), a = Array(n), o = 0; o < r; ++o) i[o] = Tu(e[o], t[o]);
	for (; o < n; ++o) a[o] = t[o];
	return function(e) {
		for (o = 0; o < r; ++o) a[o] = i[o](e);
		return a;
	};
}
function _u(e, t) {
	var n = /* @__PURE__ */ new Date();
	return e = +e, t = +t, function(r) {
		return n.setTime(e * (1 - r) + t * r), n;
	};
}
function vu(e, t) {
	return e = +e, t = +t, function(n) {
		return e * (1 - n) + t * n;
	};
}
function yu(e, t) {
	var n = {}, r = {}, i;
	for (i in typeof e == "object" && e || (e = {}), typeof t == "object" && t || (t = {}), t) i in e ? n[i] = Tu(e[i], t[i]) : r[i] = t[i];
	return function(e) {
		for (i in n) r[i] = n[i](e);
		return r;
	};
}
var bu = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g, xu = new RegExp(bu.source, "g");
function Su(e) {
	return function() {
		return e;
	};
}
function Cu(e) {
	return function(t) {
		return e(t) + "";
	};
}
function wu(e, t) {
	var n = bu.lastIndex = xu.lastIndex = 0, r, i, a, o = -1, s = [], c = [];
	for (e += "", t += ""; (r = bu.exec(e)) && (i = xu.exec(t));) (a = i.index) > n && (a = t.slice(n, a), s[o] ? s[o] += a : s[++o] = a), (r = r[0]) === (i = i[0]) ? s[o] ? s[o] += i : s[++o] = i : (s[++o] = null, c.push({
		i: o,
		x: vu(r, i)
	})), n = xu.lastIndex;
	return n < t.length && (a = t.slice(n), s[o] ? s[o] += a : s[++o] = a), s.length < 2 ? c[0] ? Cu(c[0].x) : Su(t) : (t = c.length, function(e) {
		for (var n = 0, r; n < t; ++n) s[(r = c[n]).i] = r.x(e);
		return s.join("");
	});
}
function Tu(e, t) {
	var n = typeof t, r;
	return t == null || n === "boolean" ? su(t) : (n === "number" ? vu : n === "string" ? (r = ul(t)) ? (t = r, pu) : wu : t instanceof ul ? pu : t instanceof Date ? _u : hu(t) ? mu : Array.isArray(t) ? gu : typeof t.valueOf != "function" && typeof t.toString != "function" || isNaN(t) ? yu : vu)(e, t);
}
function Eu(e, t) {
	return e = +e, t = +t, function(n) {
		return Math.round(e * (1 - n) + t * n);
	};
}
var Du = 1e-12;
function Ou(e) {
	return ((e = Math.exp(e)) + 1 / e) / 2;
}
function ku(e) {
	return ((e = Math.exp(e)) - 1 / e) / 2;
}
function Au(e) {
	return ((e = Math.exp(2 * e)) - 1) / (e + 1);
}
(function e(t, n, r) {
	function i(e, i) {
		var a = e[0], o = e[1], s = e[2], c = i[0], l = i[1], u = i[2], d = c - a, f = l - o, p = d * d + f * f, m, h;
		if (p < Du) h = Math.log(u / s) / t, m = function(e) {
			return [
				a + e * d,
				o + e * f,
				s * Math.exp(t * e * h)
			];
		};
		else {
			var g = Math.sqrt(p), _ = (u * u - s * s + r * p) / (2 * s * n * g), v = (u * u - s * s - r * p) / (2 * u * n * g), y = Math.log(Math.sqrt(_ * _ + 1) - _);
			h = (Math.log(Math.sqrt(v * v + 1) - v) - y) / t, m = function(e) {
				var r = e * h, i = Ou(y), c = s / (n * g) * (i * Au(t * r + y) - ku(y));
				return [
					a + c * d,
					o + c * f,
					s * i / Ou(t * r + y)
				];
			};
		}
		return m.duration = Math.abs(h) * 1e3 * t / Math.SQRT2, m;
	}
	return i.rho = function(t) {
		var n = Math.max(.001, +t), r = n * n;
		return e(n, r, r * r);
	}, i;
})(Math.SQRT2, 2, 4);
function ju(e) {
	return (function t(n) {
		n = +n;
		function r(t, r) {
			var i = e((t = au(t)).h, (r = au(r)).h), a = fu(t.s, r.s), o = fu(t.l, r.l), s = fu(t.opacity, r.opacity);
			return function(e) {
				return t.h = i(e), t.s = a(e), t.l = o(e ** +n), t.opacity = s(e), t + "";
			};
		}
		return r.gamma = t, r;
	})(1);
}
ju(uu), ju(fu);
// node_modules/d3-format/dist/d3-format.mjs
function Mu(e) {
	return Math.abs(e = Math.round(e)) >= 1e21 ? e.toLocaleString("en").replace(/,/g, "") : e.toString(10);
}
function Nu(e, t) {
	if (!isFinite(e) || e === 0) return null;
	var n = (e = t ? e.toExponential(t - 1) : e.toExponential()).indexOf("e"), r = e.slice(0, n);
	return [r.length > 1 ? r[0] + r.slice(2) : r, +e.slice(n + 1)];
}
function Pu(e) {
	return e = Nu(Math.abs(e)), e ? e[1] : NaN;
}
function Fu(e, t) {
	return function(n, r) {
		for (var i = n.length, a = [], o = 0, s = e[0], c = 0; i > 0 && s > 0 && (c + s + 1 > r && (s = Math.max(1, r - c)), a.push(n.substring(i -= s, i + s)), !((c += s + 1) > r));) s = e[o = (o + 1) % e.length];
		return a.reverse().join(t);
	};
}
function Iu(e) {
	return function(t) {
		return t.replace(/[0-9]/g, function(t) {
			return e[+t];
		});
	};
}
var Lu = /^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;
function Ru(e) {
	if (!(t = Lu.exec(e))) throw Error("invalid format: " + e);
	var t;
	return new zu({
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
Ru.prototype = zu.prototype;
function zu(e) {
	this.fill = e.fill === void 0 ? " " : e.fill + "", this.align = e.align === void 0 ? ">" : e.align + "", this.sign = e.sign === void 0 ? "-" : e.sign + "", this.symbol = e.symbol === void 0 ? "" : e.symbol + "", this.zero = !!e.zero, this.width = e.width === void 0 ? void 0 : +e.width, this.comma = !!e.comma, this.precision = e.precision === void 0 ? void 0 : +e.precision, this.trim = !!e.trim, this.type = e.type === void 0 ? "" : e.type + "";
}
zu.prototype.toString = function() {
	return this.fill + this.align + this.sign + this.symbol + (this.zero ? "0" : "") + (this.width === void 0 ? "" : Math.max(1, this.width | 0)) + (this.comma ? "," : "") + (this.precision === void 0 ? "" : "." + Math.max(0, this.precision | 0)) + (this.trim ? "~" : "") + this.type;
};
function Bu(e) {
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
var Vu;
function Hu(e, t) {
	var n = Nu(e, t);
	if (!n) return Vu = void 0, e.toPrecision(t);
	var r = n[0], i = n[1], a = i - (Vu = Math.max(-8, Math.min(8, Math.floor(i / 3))) * 3) + 1, o = r.length;
	return a === o ? r : a > o ? r + Array(a - o + 1).join("0") : a > 0 ? r.slice(0, a) + "." + r.slice(a) : "0." + Array(1 - a).join("0") + Nu(e, Math.max(0, t + a - 1))[0];
}
function Uu(e, t) {
	var n = Nu(e, t);
	if (!n) return e + "";
	var r = n[0], i = n[1];
	return i < 0 ? "0." + Array(-i).join("0") + r : r.length > i + 1 ? r.slice(0, i + 1) + "." + r.slice(i + 1) : r + Array(i - r.length + 2).join("0");
}
var Wu = {
	"%": (e, t) => (e * 100).toFixed(t),
	b: (e) => Math.round(e).toString(2),
	c: (e) => e + "",
	d: Mu,
	e: (e, t) => e.toExponential(t),
	f: (e, t) => e.toFixed(t),
	g: (e, t) => e.toPrecision(t),
	o: (e) => Math.round(e).toString(8),
	p: (e, t) => Uu(e * 100, t),
	r: Uu,
	s: Hu,
	X: (e) => Math.round(e).toString(16).toUpperCase(),
	x: (e) => Math.round(e).toString(16)
};
function Gu(e) {
	return e;
}
var Ku = Array.prototype.map, qu = [
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
];
function Ju(e) {
	var t = e.grouping === void 0 || e.thousands === void 0 ? Gu : Fu(Ku.call(e.grouping, Number), e.thousands + ""), n = e.currency === void 0 ? "" : e.currency[0] + "", r = e.currency === void 0 ? "" : e.currency[1] + "", i = e.decimal === void 0 ? "." : e.decimal + "", a = e.numerals === void 0 ? Gu : Iu(Ku.call(e.numerals, String)), o = e.percent === void 0 ? "%" : e.percent + "", s = e.minus === void 0 ? "−" : e.minus + "", c = e.nan === void 0 ? "NaN" : e.nan + "";
	function l(e, l) {
		e = Ru(e);
		var u = e.fill, d = e.align, f = e.sign, p = e.symbol, m = e.zero, h = e.width, g = e.comma, _ = e.precision, v = e.trim, y = e.type;
		y === "n" ? (g = !0, y = "g") : Wu[y] || (_ === void 0 && (_ = 12), v = !0, y = "g"), (m || u === "0" && d === "=") && (m = !0, u = "0", d = "=");
		var b = (l && l.prefix !== void 0 ? l.prefix : "") + (p === "$" ? n : p === "#" && /[boxX]/.test(y) ? "0" + y.toLowerCase() : ""), x = (p === "$" ? r : /[%p]/.test(y) ? o : "") + (l && l.suffix !== void 0 ? l.suffix : ""), S = Wu[y], C = /[defgprs%]/.test(y);
		_ = _ === void 0 ? 6 : /[gprs]/.test(y) ? Math.max(1, Math.min(21, _)) : Math.max(0, Math.min(20, _));
		function ee(e) {
			var n = b, r = x, o, l, p;
			if (y === "c") r = S(e) + r, e = "";
			else {
				e = +e;
				var ee = e < 0 || 1 / e < 0;
				if (e = isNaN(e) ? c : S(Math.abs(e), _), v && (e = Bu(e)), ee && +e == 0 && f !== "+" && (ee = !1), n = (ee ? f === "(" ? f : s : f === "-" || f === "(" ? "" : f) + n, r = (y === "s" && !isNaN(e) && Vu !== void 0 ? qu[8 + Vu / 3] : "") + r + (ee && f === "(" ? ")" : ""), C) {
					for (o = -1, l = e.length; ++o < l;) if (p = e.charCodeAt(o), 48 > p || p > 57) {
						r = (p === 46 ? i + e.slice(o + 1) : e.slice(o)) + r, e = e.slice(0, o);
						break;
					}
				}
			}
			g && !m && (e = t(e, Infinity));
			var te = n.length + e.length + r.length, w = te < h ? Array(h - te + 1).join(u) : "";
			switch (g && m && (e = t(w + e, w.length ? h - r.length : Infinity), w = ""), d) {
				case "<":
					e = n + e + r + w;
					break;
				case "=":
					e = n + w + e + r;
					break;
				case "^":
					e = w.slice(0, te = w.length >> 1) + n + e + r + w.slice(te);
					break;
				default: e = w + n + e + r;
			}
			return a(e);
		}
		return ee.toString = function() {
			return e + "";
		}, ee;
	}
	function u(e, t) {
		var n = Math.max(-8, Math.min(8, Math.floor(Pu(t) / 3))) * 3, r = 10 ** -n, i = l((e = Ru(e), e.type = "f", e), { suffix: qu[8 + n / 3] });
		return function(e) {
			return i(r * e);
		};
	}
	return {
		format: l,
		formatPrefix: u
	};
}
var Yu, Xu, Zu;
Qu({
	thousands: ",",
	grouping: [3],
	currency: ["$", ""]
});
function Qu(e) {
	return Yu = Ju(e), Xu = Yu.format, Zu = Yu.formatPrefix, Yu;
}
function $u(e) {
	return Math.max(0, -Pu(Math.abs(e)));
}
function ed(e, t) {
	return Math.max(0, Math.max(-8, Math.min(8, Math.floor(Pu(t) / 3))) * 3 - Pu(Math.abs(e)));
}
function td(e, t) {
	return e = Math.abs(e), t = Math.abs(t) - e, Math.max(0, Pu(t) - Pu(e)) + 1;
}
// node_modules/d3-scale/dist/d3-scale.mjs
function nd(e, t) {
	switch (arguments.length) {
		case 0: break;
		case 1:
			this.range(e);
			break;
		default: this.range(t).domain(e);
	}
	return this;
}
function rd(e) {
	return function() {
		return e;
	};
}
function id(e) {
	return +e;
}
var ad = [0, 1];
function od(e) {
	return e;
}
function sd(e, t) {
	return (t -= e = +e) ? function(n) {
		return (n - e) / t;
	} : rd(isNaN(t) ? NaN : .5);
}
function cd(e, t) {
	var n;
	return e > t && (n = e, e = t, t = n), function(n) {
		return Math.max(e, Math.min(t, n));
	};
}
function ld(e, t, n) {
	var r = e[0], i = e[1], a = t[0], o = t[1];
	return i < r ? (r = sd(i, r), a = n(o, a)) : (r = sd(r, i), a = n(a, o)), function(e) {
		return a(r(e));
	};
}
function ud(e, t, n) {
	var r = Math.min(e.length, t.length) - 1, i = Array(r), a = Array(r), o = -1;
	for (e[r] < e[0] && (e = e.slice().reverse(), t = t.slice().reverse()); ++o < r;) i[o] = sd(e[o], e[o + 1]), a[o] = n(t[o], t[o + 1]);
	return function(t) {
		var n = Ic(e, t, 1, r) - 1;
		return a[n](i[n](t));
	};
}
function dd(e, t) {
	return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown());
}
function fd() {
	var e = ad, t = ad, n = Tu, r, i, a, o = od, s, c, l;
	function u() {
		var n = Math.min(e.length, t.length);
		return o !== od && (o = cd(e[0], e[n - 1])), s = n > 2 ? ud : ld, c = l = null, d;
	}
	function d(i) {
		return i == null || isNaN(i = +i) ? a : (c ||= s(e.map(r), t, n))(r(o(i)));
	}
	return d.invert = function(n) {
		return o(i((l ||= s(t, e.map(r), vu))(n)));
	}, d.domain = function(t) {
		return arguments.length ? (e = Array.from(t, id), u()) : e.slice();
	}, d.range = function(e) {
		return arguments.length ? (t = Array.from(e), u()) : t.slice();
	}, d.rangeRound = function(e) {
		return t = Array.from(e), n = Eu, u();
	}, d.clamp = function(e) {
		return arguments.length ? (o = e ? !0 : od, u()) : o !== od;
	}, d.interpolate = function(e) {
		return arguments.length ? (n = e, u()) : n;
	}, d.unknown = function(e) {
		return arguments.length ? (a = e, d) : a;
	}, function(e, t) {
		return r = e, i = t, u();
	};
}
function pd() {
	return fd()(od, od);
}
function md(e, t, n, r) {
	var i = Uc(e, t, n), a;
	switch (r = Ru(r ?? ",f"), r.type) {
		case "s":
			var o = Math.max(Math.abs(e), Math.abs(t));
			return r.precision == null && !isNaN(a = ed(i, o)) && (r.precision = a), Zu(r, o);
		case "":
		case "e":
		case "g":
		case "p":
		case "r":
			r.precision == null && !isNaN(a = td(i, Math.max(Math.abs(e), Math.abs(t)))) && (r.precision = a - (r.type === "e"));
			break;
		case "f":
		case "%": r.precision == null && !isNaN(a = $u(i)) && (r.precision = a - (r.type === "%") * 2);
	}
	return Xu(r);
}
function hd(e) {
	var t = e.domain;
	return e.ticks = function(e) {
		var n = t();
		return Vc(n[0], n[n.length - 1], e ?? 10);
	}, e.tickFormat = function(e, n) {
		var r = t();
		return md(r[0], r[r.length - 1], e ?? 10, n);
	}, e.nice = function(n) {
		n ??= 10;
		var r = t(), i = 0, a = r.length - 1, o = r[i], s = r[a], c, l, u = 10;
		for (s < o && (l = o, o = s, s = l, l = i, i = a, a = l); u-- > 0;) {
			if (l = Hc(o, s, n), l === c) return r[i] = o, r[a] = s, t(r);
			if (l > 0) o = Math.floor(o / l) * l, s = Math.ceil(s / l) * l;
			else if (l < 0) o = Math.ceil(o * l) / l, s = Math.floor(s * l) / l;
			else break;
			c = l;
		}
		return e;
	}, e;
}
function gd() {
	var e = pd();
	return e.copy = function() {
		return dd(e, gd());
	}, nd.apply(e, arguments), hd(e);
}
function _d(e, t) {
	e = e.slice();
	var n = 0, r = e.length - 1, i = e[n], a = e[r], o;
	return a < i && (o = n, n = r, r = o, o = i, i = a, a = o), e[n] = t.floor(i), e[r] = t.ceil(a), e;
}
function vd(e) {
	return Math.log(e);
}
function yd(e) {
	return Math.exp(e);
}
function bd(e) {
	return -Math.log(-e);
}
function xd(e) {
	return -Math.exp(-e);
}
function Sd(e) {
	return isFinite(e) ? +("1e" + e) : e < 0 ? 0 : e;
}
function Cd(e) {
	return e === 10 ? Sd : e === Math.E ? Math.exp : (t) => e ** +t;
}
function wd(e) {
	return e === Math.E ? Math.log : e === 10 && Math.log10 || e === 2 && Math.log2 || (e = Math.log(e), (t) => Math.log(t) / e);
}
function Td(e) {
	return (t, n) => -e(-t, n);
}
function Ed(e) {
	let t = e(vd, yd), n = t.domain, r = 10, i, a;
	function o() {
		return i = wd(r), a = Cd(r), n()[0] < 0 ? (i = Td(i), a = Td(a), e(bd, xd)) : e(vd, yd), t;
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
			m.length * 2 < p && (m = Vc(o, s, p));
		} else m = Vc(l, u, Math.min(u - l, p)).map(a);
		return c ? m.reverse() : m;
	}, t.tickFormat = (e, n) => {
		if (e ??= 10, n ??= r === 10 ? "s" : ",", typeof n != "function" && (!(r % 1) && (n = Ru(n)).precision == null && (n.trim = !0), n = Xu(n)), e === Infinity) return n;
		let o = Math.max(1, r * e / t.ticks().length);
		return (e) => {
			let t = e / a(Math.round(i(e)));
			return t * r < r - .5 && (t *= r), t <= o ? n(e) : "";
		};
	}, t.nice = () => n(_d(n(), {
		floor: (e) => a(Math.floor(i(e))),
		ceil: (e) => a(Math.ceil(i(e)))
	})), t;
}
function Dd() {
	let e = Ed(fd()).domain([1, 10]);
	return e.copy = () => dd(e, Dd()).base(e.base()), nd.apply(e, arguments), e;
}
// src/charts/scales.ts
var Od = 2e4;
function kd(e, t) {
	let n = e.count ?? 5, r = e.log ? Dd(e.domain, t) : gd(e.domain, t), i = (n) => {
		let i = e.log && n <= 0 ? t[0] : r(n);
		return i === void 0 || Number.isNaN(i) ? t[1] < t[0] ? -2e4 : Od : Math.min(Math.max(i, -2e4), Od);
	}, a = e.log ? jd(e.domain, n) : r.ticks(n), o = Math.log10(e.domain[1] / e.domain[0]), s = (t) => e.log ? o > 6 || e.domain[1] > 1e6 || e.domain[0] < 1e-6 ? rc(Math.round(Math.log10(t))) : t >= 1e4 ? $s(t) : Qs(t, 3) : Ad(t, r.ticks(n)), c = a.map((e) => ({
		value: e,
		at: i(e),
		text: s(e)
	}));
	return Object.assign(i, {
		invert: (e) => r.invert(e),
		ticks: c,
		range: t,
		domain: e.domain
	});
}
function Ad(e, t) {
	let n = Math.max(...t.map(Math.abs));
	return n >= 1e5 || n < .001 ? $(e, 2) : Qs(e, 6);
}
function jd([e, t], n) {
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
	return a.length > 2 ? o : gd().domain([e, t]).ticks(Math.min(4, n));
}
function Md(e, t, n = .06) {
	let r = (t - e || Math.abs(t) || 1) * n;
	return [e - r, t + r];
}
function Nd(e) {
	let t = Infinity, n = -Infinity;
	for (let r = 0; r < e.length; r++) {
		let i = e[r];
		Number.isFinite(i) && (i < t && (t = i), i > n && (n = i));
	}
	return t <= n ? [t, n] : [0, 1];
}
function Pd(e, t, n) {
	let r = "", i = NaN, a = NaN;
	for (let o = 0; o < e; o++) {
		let s = t(o), c = n(o);
		if (!(Math.abs(s - i) < .5 && Math.abs(c - a) < .5 && o < e - 1)) {
			if (r += `${r ? "L" : "M"}${s.toFixed(1)},${c.toFixed(1)}`, Math.abs(s) >= Od || Math.abs(c) >= Od) break;
			i = s, a = c;
		}
	}
	return r;
}
Q(), Z();
var Fd = /* @__PURE__ */ G("<canvas aria-hidden=\"true\" class=\"svelte-1m2bwes\"></canvas>"), Id = /* @__PURE__ */ Fi("<line class=\"grid svelte-1m2bwes\"></line><text dy=\"0.34em\" text-anchor=\"end\" class=\"svelte-1m2bwes\"> </text>", 1), Ld = /* @__PURE__ */ Fi("<line class=\"tick svelte-1m2bwes\"></line><text text-anchor=\"middle\" class=\"svelte-1m2bwes\"> </text>", 1), Rd = /* @__PURE__ */ Fi("<g class=\"inside svelte-1m2bwes\"><!></g>"), zd = /* @__PURE__ */ Fi("<!><svg role=\"group\"><defs><clipPath><rect></rect></clipPath></defs><g class=\"axes\" aria-hidden=\"true\"><!><line class=\"base svelte-1m2bwes\"></line><!><text class=\"title svelte-1m2bwes\"> </text><text class=\"title svelte-1m2bwes\" text-anchor=\"end\"> </text></g><g class=\"inside svelte-1m2bwes\"><!></g><!></svg>", 1), Bd = /* @__PURE__ */ G("<div class=\"plot svelte-1m2bwes\"><!></div>");
function Vd(e, t) {
	let n = Ri();
	k(t, !0);
	let r = ps(t, "height", 3, 300), i = ps(t, "right", 3, 14), a = /* @__PURE__ */ N(0), o = /* @__PURE__ */ N(void 0), s = /* @__PURE__ */ j(() => kd(t.y, [r() - 44, 26])), c = /* @__PURE__ */ j(() => 14 + 6.9 * Math.max(2, ...V(s).ticks.map((e) => e.text.length))), l = /* @__PURE__ */ j(() => Math.max(2, Math.min(t.x.count ?? 6, Math.floor(V(a) / 70)))), u = /* @__PURE__ */ j(() => kd({
		...t.x,
		count: V(l)
	}, [V(c), Math.max(V(a) - i(), V(c) + 40)])), d = /* @__PURE__ */ j(() => ({
		x: V(u),
		y: V(s),
		width: V(a),
		height: r()
	}));
	or(() => {
		if (!V(o) || !t.paint || V(a) === 0) return;
		let e = window.devicePixelRatio || 1;
		V(o).width = Math.round(V(a) * e), V(o).height = Math.round(r() * e);
		let n = V(o).getContext("2d");
		n && (n.setTransform(e, 0, 0, e, 0, 0), n.beginPath(), n.rect(V(u).range[0] - 4, 22, V(u).range[1] - V(u).range[0] + 8, r() - 44 - 26 + 8), n.clip(), t.paint(n, V(d)));
	});
	function f(e) {
		let t = e.currentTarget.getBoundingClientRect();
		return [V(u).invert(e.clientX - t.left), V(s).invert(e.clientY - t.top)];
	}
	var p = Bd();
	let m;
	var h = F(p), g = (e) => {
		var i = zd(), l = I(i), p = (e) => {
			var t = Fd();
			ts(t, (e) => P(o, e), () => V(o)), K(e, t);
		};
		J(l, (e) => {
			t.paint && e(p);
		});
		var m = R(l);
		let h;
		var g = F(m), _ = F(g), v = F(_);
		X(v, "y", 20), E(_), E(g);
		var y = R(g), b = F(y);
		Y(b, 17, () => V(s).ticks, (e) => e.value, (e, t) => {
			var n = Id(), r = I(n), i = R(r), a = L(i, !0);
			z(() => {
				X(r, "x1", V(c)), X(r, "x2", V(u).range[1]), X(r, "y1", V(t).at), X(r, "y2", V(t).at), X(i, "x", V(c) - 8), X(i, "y", V(t).at), q(a, V(t).text);
			}), K(e, n);
		});
		var x = R(b), S = R(x);
		Y(S, 17, () => V(u).ticks, (e) => e.value, (e, t) => {
			var n = Ld(), i = I(n), a = R(i), o = L(a, !0);
			z(() => {
				X(i, "x1", V(t).at), X(i, "x2", V(t).at), X(i, "y1", r() - 44), X(i, "y2", r() - 44 + 5), X(a, "x", V(t).at), X(a, "y", r() - 44 + 19), q(o, V(t).text);
			}), K(e, n);
		});
		var C = R(S);
		X(C, "y", 11);
		var ee = L(C, !0), te = R(C), w = L(te, !0);
		E(y);
		var ne = R(y);
		Ma(F(ne), () => t.children, () => V(d)), E(ne);
		var re = R(ne), ie = (e) => {
			var n = Rd();
			Ma(F(n), () => t.over, () => V(d)), E(n), K(e, n);
		};
		J(re, (e) => {
			t.over && e(ie);
		}), E(m), z(() => {
			X(m, "width", V(a)), X(m, "height", r()), X(m, "aria-label", t.label), h = io(m, 0, "svelte-1m2bwes", null, h, { pickable: t.onpick }), X(_, "id", `${n}-clip`), X(v, "x", V(c) - 1), X(v, "width", V(u).range[1] - V(c) + 2), X(v, "height", r() - 44 - 26 + 7), X(x, "x1", V(c)), X(x, "x2", V(u).range[1]), X(x, "y1", r() - 44), X(x, "y2", r() - 44), X(C, "x", V(c) - 8), q(ee, t.y.title), X(te, "x", V(u).range[1]), X(te, "y", r() - 5), q(w, t.x.title), X(ne, "clip-path", `url(#${n}-clip)`);
		}), W("click", m, function(...e) {
			(t.onpick && ((e) => t.onpick(...f(e))))?.apply(this, e);
		}), W("pointermove", m, function(...e) {
			(t.onhover && ((e) => t.onhover(f(e)[0])))?.apply(this, e);
		}), bi("pointerleave", m, function(...e) {
			(t.onhover && (() => t.onhover(null)))?.apply(this, e);
		}), K(e, i);
	};
	J(h, (e) => {
		V(a) > 0 && e(g);
	}), E(p), z(() => m = so(p, "", m, { height: `${r() ?? ""}px` })), Xo(p, "clientWidth", (e) => P(a, e)), K(e, p), A();
}
xi(["click", "pointermove"]), Q(), Z(), lc(), bc();
var Hd = /* @__PURE__ */ G("<button class=\"button quiet\">Reset the start</button>"), Ud = /* @__PURE__ */ Fi("<circle class=\"level svelte-tpu2mr\" r=\"1\" vector-effect=\"non-scaling-stroke\"></circle>"), Wd = /* @__PURE__ */ Fi("<text class=\"height svelte-tpu2mr\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), Gd = /* @__PURE__ */ Fi("<path class=\"pinned svelte-tpu2mr\"></path>"), Kd = /* @__PURE__ */ Fi("<path class=\"best svelte-tpu2mr\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text svelte-tpu2mr\">closed form</text>", 1), qd = /* @__PURE__ */ Fi("<!><!><!><path class=\"ahead svelte-tpu2mr\"></path><path class=\"path svelte-tpu2mr\"></path><!><circle class=\"now svelte-tpu2mr\" r=\"5.5\"></circle><g role=\"slider\" aria-label=\"Start: drag, or use the arrow keys\"><circle class=\"touch svelte-tpu2mr\" r=\"22\"></circle><circle class=\"ring svelte-tpu2mr\" r=\"8\"></circle><text x=\"0\" y=\"-14\" text-anchor=\"middle\" class=\"svelte-tpu2mr\">start</text></g>", 1), Jd = /* @__PURE__ */ G("<option> </option>"), Yd = /* @__PURE__ */ G("<label class=\"svelte-tpu2mr\"> <select class=\"svelte-tpu2mr\"></select></label>"), Xd = /* @__PURE__ */ G("<!> <div class=\"key svelte-tpu2mr\"><span class=\"svelte-tpu2mr\"> </span> <!></div>", 1);
function Zd(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7), r = ps(t, "height", 3, 340), i = /* @__PURE__ */ j(() => n().axes[0]), a = /* @__PURE__ */ j(() => n().axes[1]), o = /* @__PURE__ */ j(() => n().weightNames), s = /* @__PURE__ */ j(() => n().closedFormWeights), c = /* @__PURE__ */ j(() => n().weights), l = /* @__PURE__ */ N(null), u = /* @__PURE__ */ j(() => {
		let e = (e) => {
			let t = V(s)?.[e] ?? 0, r = Math.abs((n().startWeights[e] ?? 0) - t), i = 1.22 * Math.max(r, .35 * Math.abs(t), V(d)[e] ?? 0, V(f)[e] ?? 0, 1e-6);
			return {
				domain: [t - i, t + i],
				title: V(o)[e] === "intercept" ? "intercept" : `weight of ${V(o)[e]}`,
				count: 5
			};
		};
		return [e(V(i)), e(V(a))];
	}), d = /* @__PURE__ */ j(() => {
		let e = n().ownSpectrum;
		if (!e) return [];
		let t = Math.sqrt(e.minLoss / e.problem.factor / e.problem.n);
		return V(o).map((n, r) => {
			let i = 0;
			for (let t = 0; t < e.rank; t++) i += (e.axes[t][r] / e.sigma[t]) ** 2;
			return 4 * t * Math.sqrt(i);
		});
	}), f = /* @__PURE__ */ j(() => {
		let e = n().ownSpectrum;
		if (!e || e.rank < V(o).length) return [];
		let t = (hc(e.problem, n().startWeights) - e.minLoss) / 250;
		return V(o).map((r, i) => {
			let a = 0;
			for (let t = 0; t < e.rank; t++) a += e.axes[t][i] ** 2 / e.eigenvalues[t];
			let o = 4 * Math.max(Math.abs(n().startWeights[i] - e.optimum[i]), Math.abs(e.optimum[i]));
			return Math.min(Math.sqrt(2 * t * a), o);
		});
	}), p = /* @__PURE__ */ j(() => V(l) ?? V(u)), m = /* @__PURE__ */ j(() => V(o).length === 2), h = /* @__PURE__ */ j(() => {
		let e = V(m) ? V(s) : V(c);
		return n().own && e ? xc(n().own, V(i), V(a), e) : null;
	}), g = /* @__PURE__ */ j(() => {
		if (!V(h)) return [];
		let [e, t] = V(p).map((e) => e.domain), n = Math.max(...e.flatMap((e) => t.map((t) => Sc(V(h), e, t))));
		return Array.from({ length: 9 }, (e, t) => n / 3.2 ** t);
	}), _ = 1e6;
	function v(e, { x: t, y: n }) {
		let [r, i] = V(h).center, [a, o] = Cc(V(h), e), s = (t.range[1] - t.range[0]) / (t.domain[1] - t.domain[0]), c = (n.range[1] - n.range[0]) / (n.domain[1] - n.domain[0]), l = [t.range[0] + s * (r - t.domain[0]), n.range[0] + c * (i - n.domain[0])], u = [...[a, o].map(([e, t]) => b(s * e, c * t)).flat(), ...l];
		return u.every((e) => Math.abs(e) < 1e9) ? `matrix(${u.map((e) => e.toFixed(3)).join(" ")})` : "scale(0)";
	}
	function b(e, t) {
		let n = Math.hypot(e, t), r = n > _ ? _ / n : 1;
		return [e * r, t * r];
	}
	function x(e, { x: t, y: n }) {
		let [, r] = Cc(V(h), e), [i, a] = [t(V(h).center[0]), n(V(h).center[1])];
		for (let e of r[1] > 0 ? [1, -1] : [-1, 1]) {
			let o = t(V(h).center[0] + e * r[0]), s = n(V(h).center[1] + e * r[1]);
			if (Math.hypot(o - i, s - a) < 44) return null;
			if (o > t.range[0] + 24 && o < t.range[1] - 24 && s > n.range[1] + 10 && s < n.range[0] - 12) return [o, s];
		}
		return null;
	}
	let S = /* @__PURE__ */ j(() => n().run?.epochs ?? 0), C = /* @__PURE__ */ j(() => Math.min(n().epoch, V(S)));
	function ee(e, t, { x: r, y: o }) {
		let s = n().run;
		return Pd(t - e + 1, (t) => r(s.weights[(e + t) * s.p + V(i)]), (t) => o(s.weights[(e + t) * s.p + V(a)]));
	}
	function te(e, t) {
		let r = [...n().startWeights], o = V(p).map((e) => (e.domain[1] - e.domain[0]) / 400);
		r[V(i)] = w(e, o[0]), r[V(a)] = w(t, o[1]), n().setStart(r);
	}
	let w = (e, t) => {
		let n = 10 ** Math.floor(Math.log10(t));
		return Number((Math.round(e / n) * n).toPrecision(12));
	};
	function ne(e, { x: t, y: n }) {
		if (!V(l)) return;
		let r = e.currentTarget.closest("svg").getBoundingClientRect();
		te(t.invert(e.clientX - r.left), n.invert(e.clientY - r.top));
	}
	function re(e) {
		e.currentTarget.setPointerCapture(e.pointerId), P(l, V(u), !0);
	}
	let ie = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function ae(e) {
		let t = ie[e.key];
		if (!t) return;
		e.preventDefault(), e.stopPropagation();
		let r = e.shiftKey ? 10 : 1, [o, s] = V(p).map((e) => r * (e.domain[1] - e.domain[0]) / 50);
		te(n().startWeights[V(i)] + t[0] * o, n().startWeights[V(a)] + t[1] * s);
	}
	function oe(e, t) {
		let r = Number(t), o = [V(i), V(a)];
		o[1 - e] === r && (o[1 - e] = o[e]), o[e] = r, n().axesChosen = o;
	}
	let se = /* @__PURE__ */ j(() => `${V(o)[V(i)]} ${$(n().startWeights[V(i)] ?? 0)}, ${V(o)[V(a)]} ${$(n().startWeights[V(a)] ?? 0)}`), ce = /* @__PURE__ */ j(() => V(c) && V(s) ? `The path started at ${V(se)} and has reached ${V(o)[V(i)]} ${$(V(c)[V(i)])}, ${V(o)[V(a)]} ${$(V(c)[V(a)])} at epoch ${n().epoch}; the closed form is at ${$(V(s)[V(i)])}, ${$(V(s)[V(a)])}.` : "");
	{
		let t = (e) => {
			var t = Li(), r = I(t), i = (e) => {
				var t = Hd();
				W("click", t, () => n().setStart(null)), K(e, t);
			}, a = /* @__PURE__ */ j(() => n().shows("start") && n().start);
			J(r, (e) => {
				V(a) && e(i);
			}), K(e, t);
		}, u = /* @__PURE__ */ j(() => V(m) ? "" : "A slice through the loss: all other weights have their values at this epoch.");
		kc(e, {
			title: "Loss over two weights",
			get text() {
				return V(ce);
			},
			get note() {
				return V(u);
			},
			controls: t,
			children: (e, t) => {
				var u = Li(), d = I(u), f = (e) => {
					var t = Xd(), u = I(t);
					{
						let e = (e, t = y) => {
							let r = /* @__PURE__ */ j(() => t());
							var o = qd(), u = I(o);
							Y(u, 17, () => V(g), va, (e, n) => {
								var r = Ud();
								z((e) => X(r, "transform", e), [() => v(V(n), t())]), K(e, r);
							});
							var d = R(u);
							Y(d, 17, () => V(g), va, (e, n, r) => {
								let i = /* @__PURE__ */ j(() => r % 2 == 1 ? x(V(n), t()) : null);
								var a = Li(), o = I(a), s = (e) => {
									var t = Wd(), r = L(t, !0);
									z((e) => {
										X(t, "x", V(i)[0]), X(t, "y", V(i)[1]), q(r, e);
									}, [() => $(V(h).floor + V(n), 2)]), K(e, t);
								};
								J(o, (e) => {
									V(i) && e(s);
								}), K(e, a);
							});
							var f = R(d);
							Y(f, 17, () => n().pins.filter((e) => !e.onOtherData), (e) => e.id, (e, t) => {
								var n = Gd();
								let o;
								z((e) => {
									X(n, "d", e), o = so(n, "", o, { stroke: `var(--pin-${V(t).color ?? ""})` });
								}, [() => Pd(V(t).epochs + 1, (e) => V(r).x(V(t).run.weights[e * V(t).run.p + V(i)]), (e) => V(r).y(V(t).run.weights[e * V(t).run.p + V(a)]))]), K(e, n);
							});
							var p = R(f), m = R(p), _ = R(m), b = (e) => {
								var t = Kd(), n = I(t), o = R(n);
								z((e, t, r, i) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(o, "x", r), X(o, "y", i);
								}, [
									() => V(r).x(V(s)[V(i)]),
									() => V(r).y(V(s)[V(a)]),
									() => V(r).x(V(s)[V(i)]) + 13,
									() => V(r).y(V(s)[V(a)]) - 9
								]), K(e, t);
							};
							J(_, (e) => {
								n().closedForm && e(b);
							});
							var te = R(_), w = R(te);
							let ie;
							var oe = /* @__PURE__ */ j(() => n().shows("start") ? ae : void 0), ce = /* @__PURE__ */ j(() => n().shows("start") ? re : void 0);
							z((e, t, r, a, o, s, c, l, u) => {
								X(p, "d", e), X(m, "d", t), X(te, "cx", r), X(te, "cy", a), ie = io(w, 0, "start svelte-tpu2mr", null, ie, { fixed: o }), X(w, "transform", `translate(${s ?? ""} ${c ?? ""})`), X(w, "tabindex", l), X(w, "aria-valuenow", n().startWeights[V(i)]), X(w, "aria-valuetext", V(se)), X(w, "aria-disabled", u);
							}, [
								() => ee(V(C), V(S), t()),
								() => ee(0, V(C), t()),
								() => V(r).x(V(c)[V(i)]),
								() => V(r).y(V(c)[V(a)]),
								() => !n().shows("start"),
								() => V(r).x(n().startWeights[V(i)]),
								() => V(r).y(n().startWeights[V(a)]),
								() => n().shows("start") ? 0 : -1,
								() => !n().shows("start")
							]), W("keydown", w, function(...e) {
								V(oe)?.apply(this, e);
							}), W("pointerdown", w, function(...e) {
								V(ce)?.apply(this, e);
							}), W("pointermove", w, (e) => ne(e, t())), W("pointerup", w, () => setTimeout(() => P(l, null))), bi("pointercancel", w, () => P(l, null)), K(e, o);
						}, t = /* @__PURE__ */ j(() => n().shows("start") ? (e, t) => !V(l) && te(e, t) : void 0);
						Vd(u, {
							get x() {
								return V(p)[0];
							},
							get y() {
								return V(p)[1];
							},
							get height() {
								return r();
							},
							label: "Loss contours with the path of the run",
							get onpick() {
								return V(t);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var d = R(u, 2), f = F(d), _ = L(f), b = R(f, 2), w = (e) => {
						var t = Li();
						Y(I(t), 16, () => [0, 1], (e) => e, (e, t) => {
							var r = Yd(), i = F(r), a = R(i);
							Y(a, 21, () => V(o), va, (e, t, n) => {
								var r = Jd(), i = L(r, !0), a = {};
								z((e) => {
									q(i, V(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
								}, [() => String(n)]), K(e, r);
							}), E(a);
							var s;
							mo(a), E(r), z((e) => {
								q(i, `${t ? "vertical" : "horizontal"} `), X(a, "aria-label", t ? "Weight shown vertically" : "Weight shown horizontally"), s !== (s = e) && (a.value = (a.__value = s) ?? "", po(a, s));
							}, [() => String(n().axes[t])]), W("change", a, (e) => oe(t, e.currentTarget.value)), K(e, r);
						}), K(e, t);
					};
					J(b, (e) => {
						V(m) || e(w);
					}), E(d), z((e, t) => q(_, `epoch ${n().epoch ?? ""}: ${V(o)[V(i)] ?? ""}
        ${e ?? ""}, ${V(o)[V(a)] ?? ""}
        ${t ?? ""}`), [() => $(V(c)[V(i)]), () => $(V(c)[V(a)])]), K(e, t);
				};
				J(d, (e) => {
					V(h) && n().run && V(c) && V(s) && e(f);
				}), K(e, u);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	A();
}
xi([
	"click",
	"keydown",
	"pointerdown",
	"pointermove",
	"pointerup",
	"change"
]);
// src/controls/Segmented.svelte?svelte&type=style&lang.css
var Qd = t((() => {}));
// src/controls/Segmented.svelte
function $d(e, t) {
	let n = Ri();
	k(t, !0);
	let r = [], i = ps(t, "value", 15), a = ps(t, "showLabel", 3, !0);
	var o = tf(), s = F(o);
	let c;
	var l = L(s, !0), u = R(s, 2);
	Y(u, 21, () => t.choices, (e) => e.value, (e, t) => {
		var a = ef();
		let o;
		var s = F(a);
		yo(s);
		var c, l = L(R(s, 2), !0);
		E(a), z(() => {
			o = io(a, 1, "svelte-1du94pa", null, o, { chosen: i() === V(t).value }), X(s, "name", n), c !== (c = V(t).value) && (s.value = (s.__value = c) ?? ""), q(l, V(t).text);
		}), Bo(r, [], s, () => (V(t).value, i()), i), K(e, a);
	}), E(u), E(o), z(() => {
		c = io(s, 1, "svelte-1du94pa", null, c, { "hidden-visually": !a() }), q(l, t.label);
	}), K(e, o), A();
}
var ef, tf, nf = t((() => {
	Q(), Z(), Qd(), ef = /* @__PURE__ */ G("<label><input type=\"radio\" class=\"svelte-1du94pa\"/> <span class=\"svelte-1du94pa\"> </span></label>"), tf = /* @__PURE__ */ G("<fieldset class=\"svelte-1du94pa\"><legend> </legend> <div class=\"strip svelte-1du94pa\"></div></fieldset>");
})), rf, af, of = t((() => {
	rf = [
		"well-posed",
		"collinear",
		"ill-conditioned",
		"badly-scaled",
		"large-n",
		"large-d"
	], af = {
		kind: "lesson",
		n: 100,
		noise: 1,
		seed: 0,
		low: 0,
		high: 10
	};
})), sf, cf, lf, uf = t((() => {
	of(), sf = {
		lr: [1e-300, 1e300],
		epochs: [1, 1e4],
		n: [2, 1e5],
		noise: [0, 1e3],
		seed: [0, 4294967295],
		range: [-1e6, 1e6],
		pins: 6,
		points: 5e3
	}, cf = {
		data: af,
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
	}, lf = (e, [t, n]) => Math.min(Math.max(e, t), n);
}));
// src/points.ts
function df(e) {
	return !(e.y.length === e.n && !e.sampled && e.n <= sf.points && e.n >= 2) || ![...e.columns, e.y].every((e) => e.every(bf)) ? null : {
		kind: "points",
		names: [...e.names],
		target: e.target,
		columns: e.columns.map((e) => [...e]),
		y: [...e.y]
	};
}
function ff(e, t) {
	return e.y.length >= sf.points || !t.every(bf) ? e : {
		...e,
		columns: e.columns.map((e, n) => [...e, t[n]]),
		y: [...e.y, t[e.columns.length]]
	};
}
function pf(e, t, n) {
	return n.reduce((e, n, r) => mf(e, t, r, n), e);
}
function mf(e, t, n, r) {
	if (!bf(r) || t < 0 || t >= e.y.length) return e;
	let i = (e) => e.map((e, n) => n === t ? r : e);
	return n >= e.columns.length ? {
		...e,
		y: i(e.y)
	} : {
		...e,
		columns: e.columns.map((e, t) => t === n ? i(e) : e)
	};
}
function hf(e, t) {
	if (e.y.length <= 2 || t < 0 || t >= e.y.length) return e;
	let n = (e) => e.filter((e, n) => n !== t);
	return {
		...e,
		columns: e.columns.map(n),
		y: n(e.y)
	};
}
function gf(e) {
	let { names: t, target: n, columns: r, y: i } = e, a = _f(r, i), o = r.length + 1, s = a[o]?.[o] ?? 0;
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
		source: `${$s(i.length)} points edited on the page`,
		left_out: "",
		remains: ""
	};
}
function _f(e, t) {
	let n = t.length, r = [
		...e,
		Array(n).fill(1),
		t
	].map((e) => Float64Array.from(e)), i = Math.min(n, r.length);
	for (let e = 0; e < i; e++) vf(r, e, n);
	return Array.from({ length: i }, (e, t) => r.map((e, n) => n < t ? 0 : e[t]));
}
function vf(e, t, n) {
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
var yf, bf, xf = t((() => {
	lc(), uf(), yf = 1e9, bf = (e) => Number.isFinite(e) && Math.abs(e) <= 1e9;
}));
nf(), xf(), Q(), Z(), lc();
var Sf = /* @__PURE__ */ G("<div class=\"bar svelte-1s0b869\" role=\"group\" aria-label=\"Edit points\"><p role=\"status\" class=\"svelte-1s0b869\"><!></p> <button class=\"button\">Delete point</button> <button class=\"button\">Undo</button> <button class=\"button main\">Done</button></div>");
function Cf(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.editor.points), r = /* @__PURE__ */ j(() => t.editor.chosen), i = /* @__PURE__ */ j(() => V(n) && V(r) >= 0 && V(r) < V(n).y.length ? [V(n).columns[0][V(r)], V(n).y[V(r)]] : null);
	var a = Li(), o = I(a), s = (e) => {
		var a = Sf(), o = F(a), s = F(o), c = (e) => {
			var t = Ii();
			z((e, i) => q(t, `Point ${V(r) + 1}: ${V(n).names[0] ?? ""} ${e ?? ""}, ${V(n).target ?? ""} ${i ?? ""}`), [() => Qs(V(i)[0], 4), () => Qs(V(i)[1], 4)]), K(e, t);
		}, l = (e) => {
			K(e, Ii("Click to add a point, drag to move one."));
		};
		J(s, (e) => {
			V(i) ? e(c) : e(l, -1);
		}), E(o);
		var u = R(o, 2), d = R(u, 2), f = R(d, 2);
		E(a), z(() => {
			u.disabled = !V(i) || V(n).y.length <= 2, d.disabled = !t.editor.canUndo;
		}), W("click", u, () => t.editor.remove(V(r))), W("click", d, () => t.editor.undo()), W("click", f, () => t.editor.stop()), K(e, a);
	};
	J(o, (e) => {
		V(n) && e(s);
	}), K(e, a), A();
}
xi(["click"]), Q(), Z();
var wf = /* @__PURE__ */ Fi("<circle r=\"9\" class=\"svelte-gsf75n\"></circle>"), Tf = /* @__PURE__ */ Fi("<rect></rect><!>", 1);
function Ef(e, t) {
	k(t, !0);
	let n = ps(t, "editor", 7), r = /* @__PURE__ */ j(() => n().points), i = /* @__PURE__ */ j(() => ({
		x: t.scales.x.range[0],
		y: Math.min(...t.scales.y.range),
		width: t.scales.x.range[1] - t.scales.x.range[0],
		height: Math.abs(t.scales.y.range[0] - t.scales.y.range[1])
	})), a = -1, o = !1, s = (e) => [t.scales.x(V(r).columns[0][e]), t.scales.y(V(r).y[e])];
	function c(e, n) {
		return [l(t.scales.x.invert(e), t.scales.x.domain), l(t.scales.y.invert(n), t.scales.y.domain)];
	}
	function l(e, [t, n]) {
		let r = Math.min(Math.max(2 - Math.floor(Math.log10(n - t)), 0), 12);
		return Number(e.toFixed(r));
	}
	function u(e) {
		let t = e.currentTarget.ownerSVGElement.getBoundingClientRect();
		return [e.clientX - t.left, e.clientY - t.top];
	}
	function d(e, t) {
		let [n, i] = [-1, 22];
		for (let a = 0; a < V(r).y.length; a++) {
			let [r, o] = s(a), c = Math.hypot(r - e, o - t);
			c < i && ([n, i] = [a, c]);
		}
		return n;
	}
	function f(e) {
		if (e.button !== 0) return;
		let [t, r] = u(e);
		a = d(t, r), o = !1, a < 0 ? n().add(c(t, r)) : (n().chosen = a, e.currentTarget.setPointerCapture(e.pointerId));
	}
	function p(e) {
		a < 0 || (o || (n().frame = {
			x: t.scales.x.domain,
			y: t.scales.y.domain
		}), o = !0, n().move(a, c(...u(e)), !0));
	}
	function m() {
		a = -1, n().drop();
	}
	let h = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function g(e) {
		let t = V(r)?.y.length ?? 0, a = n().chosen;
		if (e.key === "Escape") n().stop();
		else if (e.key === "n" || e.key === "p") n().chosen = (Math.max(a, 0) + (e.key === "n" ? a < 0 ? 0 : 1 : t - 1)) % t;
		else if (e.key === "Enter") n().add(c(V(i).x + V(i).width / 2, V(i).y + V(i).height / 2));
		else if ((e.key === "Delete" || e.key === "Backspace") && a >= 0) n().remove(a);
		else if (Object.hasOwn(h, e.key) && a >= 0) _(a, h[e.key], e.shiftKey ? 10 : 1);
		else return;
		e.preventDefault();
	}
	function _(e, [t, a], o) {
		let [l, u] = s(e), [d, f] = [V(i).width / 100 * o, V(i).height / 100 * o], [p, m] = c(l + t * d, u - a * f);
		n().move(e, [t ? p : V(r).columns[0][e], a ? m : V(r).y[e]]);
	}
	var v = Li(), y = I(v), b = (e) => {
		var t = Tf(), a = I(t);
		Co(a, () => ({
			...V(i),
			role: "application",
			tabindex: "0",
			"aria-label": "Points: N and P select one, arrow keys move it, Delete removes it, Enter adds one in the middle",
			onpointerdown: f,
			onpointermove: p,
			onpointerup: m,
			onpointercancel: m,
			onkeydown: g
		}), void 0, void 0, void 0, "svelte-gsf75n");
		var o = R(a), c = (e) => {
			var t = wf();
			z((e, n) => {
				X(t, "cx", e), X(t, "cy", n);
			}, [() => s(n().chosen)[0], () => s(n().chosen)[1]]), K(e, t);
		};
		J(o, (e) => {
			n().chosen >= 0 && n().chosen < V(r).y.length && e(c);
		}), K(e, t);
	};
	J(y, (e) => {
		V(r) && e(b);
	}), K(e, v), A();
}
// src/charts/view.ts
function Df(e, t) {
	let n = e[0]?.length ?? 0, r = new Float64Array(n).fill(t[e.length]);
	return e.forEach((e, i) => {
		for (let a = 0; a < n; a++) r[a] += t[i] * e[a];
	}), r;
}
function Of(e, t, n) {
	let r = t[e.length];
	return e.forEach((e, i) => {
		i !== n && (r += t[i] * e.reduce((e, t) => e + t, 0) / e.length);
	}), (e) => r + t[n] * e;
}
Q(), Z(), lc();
var kf = /* @__PURE__ */ G("<span class=\"key closed-form svelte-wyjtbh\">closed form</span>"), Af = /* @__PURE__ */ G("<span class=\"key descent svelte-wyjtbh\"> </span> <!>", 1), jf = /* @__PURE__ */ Fi("<path class=\"residuals svelte-wyjtbh\"></path>"), Mf = /* @__PURE__ */ Fi("<path class=\"squares svelte-wyjtbh\"></path>"), Nf = /* @__PURE__ */ Fi("<!><!><path class=\"dots svelte-wyjtbh\"></path>", 1), Pf = /* @__PURE__ */ Fi("<line></line>"), Ff = /* @__PURE__ */ Fi("<!><line></line>", 1), If = /* @__PURE__ */ Fi("<!><!><!>", 1), Lf = /* @__PURE__ */ G("<option> </option>"), Rf = /* @__PURE__ */ G("<select aria-label=\"Horizontal axis\" class=\"svelte-wyjtbh\"><option>prediction</option><!></select>"), zf = /* @__PURE__ */ G("<!> <!> <div class=\"choices svelte-wyjtbh\"><!> <!></div>", 1);
function Bf(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7), r = ps(t, "height", 3, 340), i = /* @__PURE__ */ j(() => n().data), a = /* @__PURE__ */ j(() => (V(i)?.columns.length ?? 1) > 1), o = /* @__PURE__ */ N("0"), s = /* @__PURE__ */ j(() => {
		let e = Number(V(o));
		return V(a) && (e < 0 || e < (V(i)?.columns.length ?? 0)) ? e : 0;
	}), c = 0;
	cr(() => {
		let e = V(i)?.columns.length ?? 0;
		e !== c && P(o, e > 1 ? "-1" : "0", !0), c = e;
	});
	let l = /* @__PURE__ */ j(() => n().weights), u = /* @__PURE__ */ j(() => n().closedForm && !n().sealed ? n().closedFormWeights : null), d = /* @__PURE__ */ j(() => V(i) && V(l) ? Df(V(i).columns, V(l)) : /* @__PURE__ */ new Float64Array()), f = /* @__PURE__ */ j(() => V(i) ? Md(...Nd(V(i).y)) : [0, 1]), p = /* @__PURE__ */ j(() => V(s) < 0 ? V(d) : V(i)?.columns[V(s)] ?? []), m = /* @__PURE__ */ j(() => V(s) < 0 ? V(f) : Md(...Nd(V(p)))), h = /* @__PURE__ */ j(() => {
		let [e, t] = V(f), r = V(i) && V(s) >= 0 ? Nd(Df(V(i).columns, n().startWeights)) : V(f), a = t - e;
		return [Math.max(Math.min(e, r[0]), e - a / 2), Math.min(Math.max(t, r[1]), t + a / 2)];
	}), g = /* @__PURE__ */ j(() => (V(i)?.y.length ?? 0) > 500), _ = /* @__PURE__ */ j(() => V(s) < 0 ? `prediction of ${V(i)?.target}` : V(i)?.names[V(s)] ?? "x"), v = /* @__PURE__ */ j(() => [V(s) < 0 ? "Correct predictions lie on the diagonal." : "", V(i)?.sampled ? `${V(i).sample_size.toLocaleString("en-US")} of ${V(i).n.toLocaleString("en-US")} rows are drawn, a random sample; the run uses all of them.` : ""].join(" ").trim()), b = /* @__PURE__ */ j(() => {
		if (!V(i) || !V(l)) return "";
		let e = Array.from(V(l), (e, t) => `${n().weightNames[t]} ${$(e)}`).slice(0, 4).join(", ");
		return `${V(i).y.length} points; at epoch ${n().shownEpoch} the weights are ${e}; loss ${$(n().currentLoss)}.`;
	});
	function x({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < V(d).length; r++) n += `M${e(V(p)[r]).toFixed(1)},${t(V(i).y[r]).toFixed(1)}V${t(V(d)[r]).toFixed(1)}`;
		return n;
	}
	function S({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < V(d).length; r++) {
			let a = t(V(i).y[r]), o = t(V(d)[r]) - a;
			n += `M${e(V(p)[r]).toFixed(1)},${a.toFixed(1)}v${o.toFixed(1)}h${(-o).toFixed(1)}v${(-o).toFixed(1)}z`;
		}
		return n;
	}
	function C(e, t) {
		let { x: r, y: a } = t, o = getComputedStyle(e.canvas);
		n().residuals !== "none" && (e.strokeStyle = o.getPropertyValue("outline-color"), e.globalAlpha = n().residuals === "squares" ? .18 : .28, e.stroke(new Path2D(n().residuals === "squares" ? S(t) : x(t)))), e.fillStyle = o.color, e.globalAlpha = .75;
		for (let t = 0; t < V(p).length; t++) e.fillRect(r(V(p)[t]) - 1.5, a(V(i).y[t]) - 1.5, 3, 3);
	}
	let ee = ({ x: e, y: t }) => {
		let n = "";
		for (let r = 0; r < V(p).length; r++) n += `M${e(V(p)[r]).toFixed(1)},${t(V(i).y[r]).toFixed(1)}h0`;
		return n;
	};
	function te(e, { x: t, y: n }) {
		let [r, a] = t.domain, o = V(s) < 0 ? (e) => e : Of(V(i).columns, e, V(s));
		return {
			x1: t(r),
			y1: n(o(r)),
			x2: t(a),
			y2: n(o(a))
		};
	}
	let w = [
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
	kc(e, {
		title: "Data and fitted line",
		get text() {
			return V(b);
		},
		get note() {
			return V(v);
		},
		controls: (e) => {
			var t = Li(), r = I(t), i = (e) => {
				var t = Af(), r = I(t), i = L(r), a = R(r, 2), o = (e) => {
					K(e, kf());
				};
				J(a, (e) => {
					V(u) && e(o);
				}), z(() => q(i, `epoch ${n().shownEpoch ?? ""}`)), K(e, t);
			};
			J(r, (e) => {
				V(s) >= 0 && e(i);
			}), K(e, t);
		},
		children: (e, c) => {
			var d = Li(), f = I(d), p = (e) => {
				var c = zf(), d = I(c);
				{
					let e = (e, r = y) => {
						var i = If(), a = I(i), o = (e) => {
							var t = Nf(), i = I(t), a = (e) => {
								var t = jf();
								z((e) => X(t, "d", e), [() => x(r())]), K(e, t);
							};
							J(i, (e) => {
								n().residuals === "lines" && e(a);
							});
							var o = R(i), s = (e) => {
								var t = Mf();
								z((e) => X(t, "d", e), [() => S(r())]), K(e, t);
							};
							J(o, (e) => {
								n().residuals === "squares" && e(s);
							});
							var c = R(o);
							z((e) => X(c, "d", e), [() => ee(r())]), K(e, t);
						};
						J(a, (e) => {
							V(g) || e(o);
						});
						var c = R(a), d = (e) => {
							var t = Pf();
							Co(t, (e) => ({
								class: "diagonal",
								...e
							}), [() => te(V(l), r())], void 0, void 0, "svelte-wyjtbh"), K(e, t);
						}, f = (e) => {
							var t = Ff(), n = I(t), i = (e) => {
								var t = Pf();
								Co(t, (e) => ({
									class: "closed",
									...e
								}), [() => te(V(u), r())], void 0, void 0, "svelte-wyjtbh"), K(e, t);
							};
							J(n, (e) => {
								V(u) && e(i);
							}), Co(R(n), (e) => ({
								class: "fit",
								...e
							}), [() => te(V(l), r())], void 0, void 0, "svelte-wyjtbh"), K(e, t);
						};
						J(c, (e) => {
							V(s) < 0 ? e(d) : e(f, -1);
						});
						var p = R(c), m = (e) => {
							Ef(e, {
								get editor() {
									return t.editor;
								},
								get scales() {
									return r();
								}
							});
						};
						J(p, (e) => {
							t.editor?.onChart && e(m);
						}), K(e, i);
					}, a = /* @__PURE__ */ j(() => ({
						domain: t.editor?.frame?.x ?? V(m),
						title: V(_)
					})), o = /* @__PURE__ */ j(() => ({
						domain: t.editor?.frame?.y ?? V(h),
						title: V(i).target
					})), c = /* @__PURE__ */ j(() => V(g) ? C : void 0);
					Vd(d, {
						get x() {
							return V(a);
						},
						get y() {
							return V(o);
						},
						get height() {
							return r();
						},
						label: "Data and fitted line",
						get paint() {
							return V(c);
						},
						children: e,
						$$slots: { default: !0 }
					});
				}
				var f = R(d, 2), p = (e) => {
					Cf(e, { get editor() {
						return t.editor;
					} });
				};
				J(f, (e) => {
					t.editor?.onChart && e(p);
				});
				var v = R(f, 2), b = F(v), ne = (e) => {
					$d(e, {
						label: "Residuals",
						get choices() {
							return w;
						},
						get value() {
							return n().residuals;
						},
						set value(e) {
							n().residuals = e;
						}
					});
				}, re = /* @__PURE__ */ j(() => n().shows("residuals"));
				J(b, (e) => {
					V(re) && e(ne);
				});
				var ie = R(b, 2), ae = (e) => {
					var t = Rf(), n = F(t);
					n.value = n.__value = "-1", Y(R(n), 17, () => V(i).names, va, (e, t, n) => {
						var r = Lf(), i = L(r, !0), a = {};
						z((e) => {
							q(i, V(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
						}, [() => String(n)]), K(e, r);
					}), E(t), mo(t), ho(t, () => V(o), (e) => P(o, e)), K(e, t);
				};
				J(ie, (e) => {
					V(a) && e(ae);
				}), E(v), K(e, c);
			};
			J(f, (e) => {
				V(i) && V(l) && e(p);
			}), K(e, d);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), A();
}
// src/lib/directions.ts
var Vf = .1;
function Hf(e, t) {
	let n = Array.from(e, (e) => Math.round(Math.abs(e) * 1e9)), r = Array.from(e, (e, t) => t).sort((e, t) => n[t] - n[e]), i = Math.min(Vf, Math.abs(e[r[0]]) / 2), a = r.slice(0, 3).filter((t) => Math.abs(e[t]) >= i), o = (n) => a.filter((t) => n * e[t] * e[a[0]] > 0).map((e) => t[e]), [s, c] = [o(1), o(-1)], l = Uf(s, t);
	if (c.length) {
		let e = c.length === 1 ? "falls" : "fall";
		return `${l} rising while ${Uf(c, t)} ${e}`;
	}
	return s.length > 1 ? `${l} rising together` : `${l} alone`;
}
function Uf(e, t) {
	let n = e.filter((e) => e !== "intercept");
	if (n.length < 2) return Gf(e.map((e) => Wf(e, t)));
	let r = `the weights of ${Gf(n)}`;
	return e.includes("intercept") ? `the intercept and ${r}` : r;
}
function Wf(e, t) {
	return e === "intercept" ? "the intercept" : t.filter((e) => e !== "intercept").length === 1 ? "the slope" : `the weight of ${e}`;
}
var Gf = (e) => e.length < 3 ? e.join(" and ") : `${e.slice(0, -1).join(", ")}, and ${e.at(-1)}`, Kf, qf, Jf, Yf, Xf, Zf = t((() => {
	Kf = .9, qf = {
		name: "gd",
		beta: 0,
		direction: (e) => e,
		rateLimit: (e) => 2 / e,
		recurrence: (e) => [
			1 - e,
			0,
			1 - e
		]
	}, Jf = {
		name: "momentum",
		beta: Kf,
		direction: (e, t, n) => t[n] = Kf * t[n] + e,
		rateLimit: (e) => 3.8 / e,
		recurrence: (e) => [
			1.9 - e,
			Kf,
			1 - e
		]
	}, Yf = {
		name: "nesterov",
		beta: Kf,
		direction: (e, t, n) => e + Kf * (t[n] = Kf * t[n] + e),
		rateLimit: (e) => 3.8 / 2.8 / e,
		recurrence: (e) => [
			1.9 * (1 - e),
			Kf * (1 - e),
			1 - 1.9 * e
		]
	}, Xf = {
		gd: qf,
		momentum: Jf,
		nesterov: Yf
	};
}));
// src/lib/shares.ts
function Qf(e, t, n, r) {
	if (r === 0) return 1;
	let i = t * n;
	return e.beta === 0 ? ep(i, r) : tp(e.recurrence(i), r);
}
function $f(e, t) {
	if (t.beta === 0) return Math.log1p(e < 1 ? -e : e - 2);
	let [n, r] = t.recurrence(e), i = n * n - 4 * r;
	if (i < 0) return Math.log(Math.max(r, 0)) / 2;
	let a = Math.sqrt(Math.max(i, 0)), o = n >= 0 ? e : 1 + n + r, s = (Math.abs(n) - a) / 2, c = (Math.abs(n) + a) / 2, l = s < 1 ? o / (1 - s) : 1 - c;
	return c < 2 ? Math.log1p(-l) : Math.log(c);
}
function ep(e, t) {
	if (e === 1) return 0;
	let n = e > 1, r = Math.exp(t * Math.log1p(n ? e - 2 : -e));
	return n && t % 2 == 1 ? -r : r;
}
function tp([e, t, n], r) {
	let i = e * e - 4 * t;
	if (i >= 0) {
		let a = Math.sqrt(i), o = (e + (e < 0 ? -a : a)) / 2;
		if (o === 0) return r === 1 ? n : 0;
		let s = t / o / o;
		return o ** (r - 1) * (o + (n - o) * np(s, r));
	}
	let a = Math.sqrt(Math.max(t, 0)), o = Math.atan2(Math.sqrt(-i), e), s = n * Math.sin(r * o) - a * Math.sin((r - 1) * o);
	return a ** (r - 1) * s / Math.sin(o);
}
function np(e, t) {
	return e === 1 ? t : e > 0 ? Math.expm1(t * Math.log(e)) / Math.expm1(Math.log(e)) : (1 - e ** t) / (1 - e);
}
var rp, ip = t((() => {
	rp = (e, t) => Math.exp($f(e, t));
}));
// src/lib/spectrum.ts
function ap(e) {
	let { p: t, m: n, y: r, factor: i } = e, { columns: a, axes: o } = fp(e), s = a.map((e) => Math.sqrt(dp(e, e))), c = s.map((e, t) => t).sort((e, t) => s[t] - s[e]), l = Math.min(n, t), u = s[c[t - 1]] <= gp * s[c[0]] ? hp(e) : l, d = new Float64Array(t), f = new Float64Array(t), p = new Float64Array(t), m = new Float64Array(t), h = r.slice();
	c.slice(0, u).forEach((e, c) => {
		d[c] = s[e], f[c] = 2 * i * s[e] ** 2, p[c] = dp(a[e], r) / s[e];
		for (let n = 0; n < t; n++) m[n] += o[e][n] * p[c] / s[e];
		for (let t = 0; t < n; t++) h[t] -= a[e][t] * p[c] / s[e];
	});
	let g = i * dp(h, h);
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
function op(e) {
	return e.rank < e.sigma.length || xp(e) === 0 ? Infinity : bp(e) / xp(e);
}
function sp(e) {
	let t = e.problem.n - e.rank;
	return t > 0 ? Math.sqrt(e.minLoss / e.problem.factor / t) : 0;
}
function cp(e) {
	let { rows: t, y: n, m: r, p: i, factor: a, units: o } = e.problem, s = _c(e.problem, e.optimum), c = dp(n, n);
	for (let e = 0; e < r; e++) for (let n = 0; n < i; n++) {
		let r = t[e * i + n];
		o && n < i - 1 && (r = r * o.scales[n] + t[e * i + i - 1] * o.means[n]), c += (r * s[n]) ** 2;
	}
	return e.minLoss <= a * (_p * yp) ** 2 * c;
}
function lp(e, t) {
	return e.sigma.map((n, r) => n * dp(e.axes[r], t) - e.projections[r]);
}
function up(e, t) {
	return Float64Array.from(e.axes, (n) => {
		let r = 0;
		for (let i = 0; i < n.length; i++) r += n[i] * (t[i] - e.optimum[i]);
		return r;
	});
}
function dp(e, t) {
	let n = 0;
	for (let r = 0; r < e.length; r++) n += e[r] * t[r];
	return n;
}
function fp(e) {
	let { rows: t, m: n, p: r } = e, i = Array.from({ length: r }, (e, i) => Float64Array.from({ length: n }, (e, n) => t[n * r + i])), a = Array.from({ length: r }, (e, t) => {
		let n = new Float64Array(r);
		return n[t] = 1, n;
	});
	for (let e = 0; e < vp; e++) {
		let e = !1;
		for (let t = 0; t < r; t++) for (let n = t + 1; n < r; n++) e = pp(i, a, t, n) || e;
		if (!e) break;
	}
	return {
		columns: i,
		axes: a
	};
}
function pp(e, t, n, r) {
	let i = dp(e[n], e[n]), a = dp(e[r], e[r]), o = dp(e[n], e[r]);
	if (o === 0 || Math.abs(o) <= yp * e[n].length * Math.sqrt(i * a)) return !1;
	let s = (a - i) / (2 * o), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c);
	return mp(e[n], e[r], l, l * c), mp(t[n], t[r], l, l * c), !0;
}
function mp(e, t, n, r) {
	for (let i = 0; i < e.length; i++) {
		let a = e[i];
		e[i] = n * a - r * t[i], t[i] = r * a + n * t[i];
	}
}
function hp(e) {
	let { columns: t } = fp(e.units === null ? fc(e) : e), n = t.map((e) => Math.sqrt(dp(e, e))), r = Math.max(e.n, e.p) * 2 ** -52, i = Math.max(...n);
	return Math.min(e.m, n.filter((e) => e > r * i).length);
}
var gp, _p, vp, yp, bp, xp, Sp = t((() => {
	bc(), gp = 1e-6, _p = 32, vp = 60, yp = 2 ** -52, bp = (e) => e.eigenvalues[0], xp = (e) => e.eigenvalues[Math.max(e.rank, 1) - 1];
}));
Zf(), ip(), Sp(), Q(), Z();
var Cp = /* @__PURE__ */ Fi("<line class=\"target svelte-kozgbm\"></line>"), wp = /* @__PURE__ */ Fi("<!><path class=\"svelte-kozgbm\"></path><circle r=\"4.5\" class=\"svelte-kozgbm\"></circle>", 1), Tp = /* @__PURE__ */ Fi("<!><line class=\"cursor svelte-kozgbm\"></line>", 1), Ep = /* @__PURE__ */ Fi("<text dy=\"0.34em\"> </text>");
function Dp(e, t) {
	k(t, !0);
	let n = ps(t, "height", 3, 260), r = /* @__PURE__ */ j(() => t.lab.run?.epochs ?? 0), i = /* @__PURE__ */ j(() => Math.max(1, Math.ceil(V(r) / 400))), a = /* @__PURE__ */ j(() => Math.floor(V(r) / V(i)) + 1), o = (e) => e.length > 22 ? `${e.slice(0, 21)}…` : e, s = /* @__PURE__ */ j(() => 16 + 6.6 * Math.min(22, Math.max(0, ...t.lines.map((e) => e.name.length))));
	function c(e, n, i) {
		let a = t.lines.map((t, a) => ({
			i: a,
			y: Math.min(Math.max(e(t.at(V(r))), i), n)
		}));
		a.sort((e, t) => e.y - t.y);
		for (let e = 1; e < a.length; e++) a[e].y = Math.max(a[e].y, a[e - 1].y + 16);
		let o = n;
		for (let e = a.length - 1; e >= 0; e--, o -= 16) a[e].y = Math.min(a[e].y, o);
		let s = [];
		for (let { i: e, y: t } of a) s[e] = t;
		return s;
	}
	{
		let l = (e, n = y) => {
			var r = Tp(), o = I(r);
			Y(o, 17, () => t.lines, va, (e, r) => {
				var o = wp(), s = I(o), c = (e) => {
					var t = Cp();
					z((e, r) => {
						X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
					}, [() => n().y(V(r).target), () => n().y(V(r).target)]), K(e, t);
				};
				J(s, (e) => {
					V(r).target !== void 0 && t.lab.closedForm && e(c);
				});
				var l = R(s);
				let u;
				var d = R(l);
				let f;
				z((e, t, n) => {
					X(l, "d", e), u = so(l, "", u, { stroke: V(r).color }), X(d, "cx", t), X(d, "cy", n), f = so(d, "", f, { fill: V(r).color });
				}, [
					() => Pd(V(a), (e) => n().x(e * V(i)), (e) => n().y(V(r).at(e * V(i)))),
					() => n().x(t.lab.epoch),
					() => n().y(V(r).at(t.lab.epoch))
				]), K(e, o);
			});
			var s = R(o);
			z((e, t) => {
				X(s, "x1", e), X(s, "x2", t), X(s, "y1", n().y.range[1]), X(s, "y2", n().y.range[0]);
			}, [() => n().x(t.lab.epoch), () => n().x(t.lab.epoch)]), K(e, r);
		}, u = (e, n = y) => {
			let r = /* @__PURE__ */ j(() => c(n().y, n().y.range[0] - 4, n().y.range[1] + 4));
			var i = Li();
			Y(I(i), 17, () => t.lines, va, (e, t, i) => {
				var a = Ep();
				let s;
				var c = L(a, !0);
				z((e) => {
					X(a, "x", n().x.range[1] + 8), X(a, "y", V(r)[i]), s = so(a, "", s, { fill: V(t).color }), q(c, e);
				}, [() => o(V(t).name)]), K(e, a);
			}), K(e, i);
		}, d = /* @__PURE__ */ j(() => ({
			domain: [0, Math.max(V(r), 1)],
			title: "epoch",
			count: 4
		}));
		Vd(e, {
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
Q(), Z(), lc(), bc();
var Op = /* @__PURE__ */ G("<li> <span class=\"svelte-8lmcxj\"> </span></li>"), kp = /* @__PURE__ */ G("<!> <ul class=\"svelte-8lmcxj\"></ul>", 1);
function Ap(e, t) {
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
		let e = t.lab.spectrum;
		if (!e) return [];
		let i = up(e, vc(e.problem, t.lab.startWeights)), a = Xf[t.lab.rule];
		return V(r).map((r, o) => {
			let s = e.eigenvalues[r];
			return {
				name: Hf(e.axes[r], t.lab.weightNames),
				color: `var(${n[o]})`,
				at: (e) => Math.abs(i[r] * Qf(a, t.lab.lr, s, e)),
				share: rp(t.lab.lr * s, a),
				curvature: s
			};
		});
	}), a = /* @__PURE__ */ j(() => V(i).map(({ color: e, at: t, share: n }) => ({
		name: o(n),
		color: e,
		at: t
	}))), o = (e) => e > 1 ? `×${$(e, 3)} per epoch` : `leaves ${nc(e)}`, s = (e) => e > 1 ? `multiplies the error by ${$(e, 3)}` : `leaves ${nc(e)} of the error`, c = /* @__PURE__ */ j(() => {
		let e = 0, n = Infinity, r = t.lab.run?.epochs ?? 0;
		for (let t of V(i)) {
			let [i, a] = [t.at(0), t.at(r)];
			e = Math.max(e, i, Number.isFinite(a) ? Math.min(a, i * 1e6) : i), n = Math.min(n, ...[i, a].filter((e) => e > 0));
		}
		return e > 0 ? [Math.max(n, e * 1e-9) / 1.5, e * 2] : [.1, 1];
	}), l = /* @__PURE__ */ j(() => V(i).map((e) => `For ${e.name}, every epoch ${s(e.share)}; ${$(e.at(t.lab.epoch), 3)} is left.`).join(" "));
	kc(e, {
		title: "Error along each direction",
		get text() {
			return V(l);
		},
		children: (e, n) => {
			var r = kp(), o = I(r);
			{
				let e = /* @__PURE__ */ j(() => ({
					domain: V(c),
					log: !0,
					title: "error, log scale",
					count: 5
				}));
				Dp(o, {
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
			Y(s, 21, () => V(i), va, (e, t) => {
				var n = Op();
				let r;
				var i = F(n), a = L(R(i));
				E(n), z((e) => {
					r = so(n, "", r, { color: V(t).color }), q(i, `${V(t).name ?? ""} `), q(a, `λ = ${e ?? ""}`);
				}, [() => $(V(t).curvature)]), K(e, n);
			}), E(s), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
Q(), Z(), lc(), uf();
var jp = /* @__PURE__ */ G("<button class=\"button\">Pin this run</button>"), Mp = /* @__PURE__ */ Fi("<line class=\"floor svelte-1sxp8yk\"></line>"), Np = /* @__PURE__ */ Fi("<path class=\"curve svelte-1sxp8yk\"></path>"), Pp = /* @__PURE__ */ Fi("<circle r=\"3.5\"></circle>"), Fp = /* @__PURE__ */ Fi("<!><!><path class=\"curve now svelte-1sxp8yk\"></path><line class=\"cursor svelte-1sxp8yk\"></line><!><circle class=\"dot svelte-1sxp8yk\" r=\"5.5\"></circle>", 1), Ip = /* @__PURE__ */ Fi("<text class=\"floor-text svelte-1sxp8yk\" dy=\"0.34em\"> </text>"), Lp = /* @__PURE__ */ G("<li class=\"svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <button class=\"what svelte-1sxp8yk\" title=\"Show this run again\"> </button> <b class=\"svelte-1sxp8yk\"> </b> <button class=\"away svelte-1sxp8yk\">×</button></li>"), Rp = /* @__PURE__ */ G("<!> <ul class=\"runs svelte-1sxp8yk\"><li class=\"mine svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <span class=\"what\"> </span> <b class=\"svelte-1sxp8yk\"> </b></li> <!></ul>", 1);
function zp(e, t) {
	k(t, !0);
	let n = ps(t, "height", 3, 300), r = /* @__PURE__ */ N(null), i = /* @__PURE__ */ j(() => t.lab.run), a = /* @__PURE__ */ j(() => t.lab.spectrum?.minLoss ?? 0), o = /* @__PURE__ */ j(() => Math.max(t.lab.epochs, ...t.lab.pins.map((e) => e.epochs))), s = /* @__PURE__ */ j(() => {
		if (!V(i)) return [.1, 10];
		let e = V(a) > 0 ? V(a) : Infinity, n = V(i).losses[0];
		for (let r of [V(i).losses, ...t.lab.pins.map((e) => e.run.losses)]) for (let t of r) t < e && t > 0 && (e = t), t > n && t < V(i).losses[0] * 1e9 && (n = t);
		return e = Math.max(Math.min(e, n), n * 1e-18), n > 0 ? [e * .8, Math.max(n * 1.25, e * 3)] : [.1, 10];
	}), c = /* @__PURE__ */ j(() => V(r) === null ? t.lab.epoch : Math.min(Math.max(Math.round(V(r)), 0), V(o))), l = (e) => e[Math.min(V(c), e.length - 1)], u = /* @__PURE__ */ j(() => V(i) ? `Loss ${$(V(i).losses[Math.min(t.lab.epoch, V(i).epochs)])} at epoch ${t.lab.epoch}, ${$(V(i).losses[0])} at the start; the floor is ${$(V(a))}.` : ""), d = (e, { x: t, y: n }) => Pd(e.length, t, (t) => n(e[t])), f = (e) => `lr ${Qs(e.lr)}${e.rule === "gd" ? "" : ` ${e.rule}`}${e.standardize ? ", standardized" : ""}${e.loss === "mse" ? "" : `, ${e.loss}`}`;
	kc(e, {
		title: "Loss",
		get text() {
			return V(u);
		},
		controls: (e) => {
			var n = Li(), r = I(n), a = (e) => {
				var n = jp();
				z(() => n.disabled = t.lab.pins.length >= sf.pins || !V(i)), W("click", n, () => t.lab.pin()), K(e, n);
			}, o = /* @__PURE__ */ j(() => t.lab.shows("pins"));
			J(r, (e) => {
				V(o) && e(a);
			}), K(e, n);
		},
		children: (e, u) => {
			var p = Li(), m = I(p), h = (e) => {
				var u = Rp(), p = I(u);
				{
					let e = (e, n = y) => {
						var r = Fp(), o = I(r), s = (e) => {
							var t = Mp();
							z((e, r) => {
								X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
							}, [() => n().y(V(a)), () => n().y(V(a))]), K(e, t);
						};
						J(o, (e) => {
							t.lab.closedForm && V(a) > 0 && e(s);
						});
						var u = R(o);
						Y(u, 17, () => t.lab.pins, (e) => e.id, (e, t) => {
							var r = Np();
							let i;
							z((e) => {
								X(r, "d", e), X(r, "stroke-dasharray", V(t).onOtherData ? "5 4" : void 0), i = so(r, "", i, { stroke: `var(--pin-${V(t).color ?? ""})` });
							}, [() => d(V(t).run.losses, n())]), K(e, r);
						});
						var f = R(u), p = R(f), m = R(p);
						Y(m, 17, () => t.lab.pins, (e) => e.id, (e, t) => {
							var r = Pp();
							let i;
							z((e, n) => {
								X(r, "cx", e), X(r, "cy", n), i = so(r, "", i, { fill: `var(--pin-${V(t).color ?? ""})` });
							}, [() => n().x(Math.min(V(c), V(t).epochs)), () => n().y(l(V(t).run.losses))]), K(e, r);
						});
						var h = R(m);
						z((e, t, r, i, a) => {
							X(f, "d", e), X(p, "x1", t), X(p, "x2", r), X(p, "y1", n().y.range[1]), X(p, "y2", n().y.range[0]), X(h, "cx", i), X(h, "cy", a);
						}, [
							() => d(V(i).losses, n()),
							() => n().x(V(c)),
							() => n().x(V(c)),
							() => n().x(Math.min(V(c), V(i).epochs)),
							() => n().y(l(V(i).losses))
						]), K(e, r);
					}, u = (e, n = y) => {
						var r = Li(), i = I(r), o = (e) => {
							var t = Ip(), r = L(t);
							z((e, i) => {
								X(t, "x", n().x.range[1] + 8), X(t, "y", e), q(r, `floor ${i ?? ""}`);
							}, [() => n().y(V(a)), () => $(V(a))]), K(e, t);
						};
						J(i, (e) => {
							t.lab.closedForm && V(a) > 0 && e(o);
						}), K(e, r);
					}, f = /* @__PURE__ */ j(() => ({
						domain: [0, V(o)],
						title: "epoch"
					})), m = /* @__PURE__ */ j(() => ({
						domain: V(s),
						log: !0,
						title: `loss (${t.lab.loss}), log scale`
					})), h = /* @__PURE__ */ j(() => t.lab.closedForm ? 96 : 16);
					Vd(p, {
						get x() {
							return V(f);
						},
						get y() {
							return V(m);
						},
						get height() {
							return n();
						},
						label: "Loss per epoch",
						get right() {
							return V(h);
						},
						onpick: (e) => t.lab.jump(e),
						onhover: (e) => P(r, e, !0),
						children: e,
						over: u,
						$$slots: {
							default: !0,
							over: !0
						}
					});
				}
				var m = R(p, 2), h = F(m), g = R(F(h), 2), _ = L(g), v = L(R(g, 2), !0);
				E(h), Y(R(h, 2), 17, () => t.lab.pins, (e) => e.id, (e, n) => {
					var r = Lp();
					let i;
					var a = R(F(r), 2), o = L(a), s = R(a, 2), c = L(s, !0), u = R(s, 2);
					E(r), z((e, t, a) => {
						i = so(r, "", i, { color: `var(--pin-${V(n).color ?? ""})` }), q(o, `${e ?? ""}${V(n).onOtherData ? " (other data)" : ""}`), q(c, t), X(u, "aria-label", `Remove the pinned run ${a ?? ""}`);
					}, [
						() => f(V(n)),
						() => $(l(V(n).run.losses)),
						() => f(V(n))
					]), W("click", a, () => t.lab.recall(V(n))), W("click", u, () => t.lab.unpin(V(n).id)), K(e, r);
				}), E(m), z((e, t, n) => {
					X(m, "aria-label", `Runs at epoch ${V(c) ?? ""}`), q(_, `lr ${e ?? ""} at epoch ${t ?? ""}`), q(v, n);
				}, [
					() => Qs(t.lab.lr),
					() => $s(Math.min(V(c), V(i).epochs)),
					() => $(l(V(i).losses))
				]), K(e, u);
			};
			J(m, (e) => {
				V(i) && e(h);
			}), K(e, p);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), A();
}
xi(["click"]), Q(), Z(), lc();
function Bp(e, t) {
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
			target: t.lab.closedFormWeights?.[r]
		})) : [];
	}), a = /* @__PURE__ */ j(() => {
		let { run: e } = t.lab, [n, i] = Nd(V(r).flatMap((e) => [t.lab.startWeights[e] ?? 0, t.lab.closedFormWeights?.[e] ?? 0]));
		if (!e) return Md(n, i);
		let a = 2 * (i - n || 1), [o, s] = [n, i];
		for (let t = 0; t <= e.epochs; t++) for (let c of V(r)) {
			let r = e.weights[t * e.p + c];
			r < o && (o = Math.max(r, n - a)), r > s && (s = Math.min(r, i + a));
		}
		return Md(o, s);
	}), o = /* @__PURE__ */ j(() => t.lab.weightNames.length - V(r).length), s = /* @__PURE__ */ j(() => t.lab.weights ? V(r).map((e) => `${t.lab.weightNames[e]} ${$(t.lab.weights[e])}, closed form ${$(t.lab.closedFormWeights?.[e] ?? NaN)}`).join("; ") : "");
	{
		let n = /* @__PURE__ */ j(() => V(o) > 0 ? `${V(o) === 1 ? "1 more weight is" : `${V(o)} more weights are`} not drawn; the axes chosen for the contour come first.` : "");
		kc(e, {
			title: "Weights",
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
					Dp(e, {
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
function Vp(e, t, n, r) {
	let i = e.eigenvalues.subarray(0, e.rank), a = Array.from(i, (e) => $f(t * e, r)), o = qp * e.minLoss / e.problem.factor, s = lp(e, n).subarray(0, e.rank), c = Array.from(s, (e) => e === 0 ? 0 : e * e / o), l = new em(r, t, i), u = a.map((e) => 2 * e), d = l.settled(c, Wp(c, u), 2), f = Up(e, n).map((e) => l.settled(e, Wp(e.map(Math.abs), a), 1));
	return {
		loss: d,
		weights: f,
		toTolerance: Math.max(...f)
	};
}
function Hp(e) {
	let { problem: t, rank: n } = e, r = Math.max(sp(e), Kp * Math.sqrt(dp(t.y, t.y) / t.n)), i = new Float64Array(t.p);
	for (let r = 0; r < n; r++) _c(t, e.axes[r]).forEach((t, n) => i[n] += (t / e.sigma[r]) ** 2);
	return _c(t, e.optimum).map((e, t) => Gp * Math.max(Math.abs(e), Math.sqrt(i[t]) * r));
}
function Up(e, t) {
	let { problem: n, rank: r } = e, i = lp(e, t), a = e.axes.slice(0, r).map((t, r) => {
		let a = i[r] / e.sigma[r];
		return _c(n, t.map((e) => e * a));
	});
	return Hp(e).map((e, t) => a.map((n) => e > 0 ? n[t] / e : 0));
}
function Wp(e, t) {
	let n = 0, r = [];
	for (let i = 0; i < e.length; i++) {
		if (!Number.isFinite(e[i]) || t[i] > 1e-12 && e[i] > 1e-14) return Infinity;
		t[i] < 0 ? e[i] > 0 && r.push([e[i], Math.max(t[i], Zp)]) : n += e[i];
	}
	let i = 1 - n;
	if (i <= 0) return Infinity;
	let a = r.map(([e, t]) => [Math.log(e / i), t]), o = Math.max(0, ...a.map(([e, t]) => e / -t));
	for (let e = 0; e < Jp; e++) {
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
var Gp, Kp, qp, Jp, Yp, Xp, Zp, Qp, $p, em, tm = t((() => {
	bc(), ip(), Sp(), Gp = 5e-4, Kp = .001, qp = .01, Jp = 12, Yp = 48, Xp = 1e100, Zp = -690, Qp = 1e-14, $p = 0x38d7ea4c68000, em = class {
		rule;
		lr;
		curvatures;
		kept = /* @__PURE__ */ new Map();
		window;
		constructor(e, t, n) {
			this.rule = e, this.lr = t, this.curvatures = n, this.window = e.beta === 0 ? 2 : Yp;
		}
		settled(e, t, n) {
			if (!(t <= $p)) return t;
			let r = (t) => this.stays(e, t, n), i = t;
			for (let e = 1; !r(i); e *= 2) {
				if (e > $p) return Infinity;
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
				let n = Qf(this.rule, this.lr, t, e);
				return Math.min(Math.max(n, -1e100), Xp);
			}), this.kept.set(e, t)), t;
		}
	};
}));
// src/lib/rates.ts
function nm(e, t) {
	return bp(e) > 0 ? t.rateLimit(bp(e)) : Infinity;
}
function rm(e, t) {
	if (bp(e) <= 0) return Infinity;
	if (t.beta === 0) return 2 / (bp(e) + xp(e));
	let n = lm(nm(e, t)), r = n.map((n) => Math.max(gm($f(n * xp(e), t)), gm($f(n * bp(e), t)))), i = Math.min(...r) * (1 - 1e-9), a = n.filter((e, t) => r[t] <= i);
	return a[Math.floor(a.length / 2)];
}
function im(e, t) {
	let n = Math.min(rm(e, t), um * nm(e, t));
	return Number.isFinite(n) ? om(n * (1 + 1e-12)) : 1;
}
function am(e, t) {
	let n = Math.log10(e > 0 && e < Infinity ? e : mm), r = Math.log10(t), i = Math.floor(Math.min(n - dm, r)), a = Math.ceil(Math.max(n + fm, r));
	return [Math.max(i, -300), Math.min(a, pm)];
}
function om(e, t = 3) {
	if (!(e > 1e-300 && e < Infinity)) return Math.max(e, 1e-300);
	let n = Math.floor(Math.log10(e)) - t + 1, r = Number(`${Math.floor(e / 10 ** n)}e${n}`);
	return r > 0 && r <= e ? r : e;
}
function sm(e, t, n, r, i) {
	let a = lp(e, r), o = 0;
	for (let r = 0; r < e.rank; r++) a[r] !== 0 && (o += (a[r] * Qf(i, t, e.eigenvalues[r], n)) ** 2);
	return e.minLoss + e.problem.factor * o;
}
function cm(e, t, n) {
	return e > 1 + 1e-12 ? "diverging" : n >= t ? "converged" : "converging";
}
function lm(e) {
	let t = Array.from({ length: 500 }, (t, n) => e * 10 ** (-6 + 5 * n / 499)), n = Array.from({ length: 1999 }, (t, n) => e * (.1 + .9 * (n + 1) / 1999));
	return [...t, ...n];
}
var um, dm, fm, pm, mm, hm, gm, _m = t((() => {
	tm(), ip(), Sp(), um = .8, dm = 3, fm = 2, pm = 300, mm = .025, hm = (e, t, n) => rp(t * bp(e), n), gm = (e) => Number.isNaN(e) ? 0 : e;
}));
_m(), lc();
var vm = {
	gd: "2/λ",
	momentum: "2(1 + β)/λ with β = 0.9",
	nesterov: "2(1 + β)/((1 + 2β) λ) with β = 0.9"
}, ym = (e) => Number.isFinite(e) ? $(e, 3) : "∞", bm = (e) => e.exact ? "0 (exact)" : $(e.minLoss);
function xm(e, t) {
	return {
		lr_above_limit: Sm,
		lr_near_limit: Cm,
		lr_too_small: wm,
		slow_direction: Tm,
		noise_floor: Em,
		collinear: Dm,
		none: Om
	}[e.cause](e, t);
}
function Sm(e, t) {
	return {
		tone: "bad",
		headline: `Diverging, ×${$(e.growth, 2)} per epoch: the limit is ${ym(e.limit)}. Use ${ym(e.advised)}.`,
		reason: `Along the steepest direction, ${t.direction}, every epoch multiplies the error by ${$(e.growth, 3)} and the loss by ${$(e.growth * e.growth, 3)}. The limit is ${vm[t.rule]}, where λ is the curvature of the loss along this direction. Different data have a different limit.`,
		fix: {
			text: `Use ${ym(e.advised)}`,
			lr: e.advised
		}
	};
}
function Cm(e) {
	return {
		tone: "plain",
		headline: `See-sawing: the learning rate is ${tc(e.lr / e.limit)} of the limit ${ym(e.limit)}.`,
		reason: `Along the steepest direction, the error changes sign every epoch and keeps ${nc(e.growth)} of its size.`,
		fix: {
			text: `Use ${ym(e.advised)}`,
			lr: e.advised
		}
	};
}
function wm(e, t) {
	return {
		tone: "plain",
		headline: `Too slow: the learning rate is only ${$(e.lr / e.limit, 2)} of the limit ${ym(e.limit)}.`,
		reason: `Even along the steepest direction, an epoch changes little, and ${ec(t.epochs)} are not enough: the loss is ${$(e.finalLoss)} and its floor is ${bm(e)}.`,
		fix: {
			text: `Use ${ym(e.advised)}`,
			lr: e.advised
		}
	};
}
function Tm(e, t) {
	let n = Wf(t.names[e.worstWeight], t.names);
	return {
		tone: "plain",
		headline: `${e.finalLoss < 1.1 * e.minLoss ? "The loss looks done, but" : "Not there yet:"} ${n} is ${$(Math.abs(e.worstError), 3)} ${e.worstError < 0 ? "below" : "above"} its best value, ${$(t.closedForm[e.worstWeight], 4)}.`,
		reason: `The cause is a slow direction, ${t.direction}: along it, each epoch leaves ${nc(e.kept)} of the error. The loss is ${$(e.finalLoss)} and its floor is ${bm(e)}.`,
		fix: t.standardize ? km(e, t) : {
			text: "Standardize the columns",
			standardize: !0
		}
	};
}
function Em(e, t) {
	return {
		tone: "good",
		headline: `Nothing is left to gain: the loss is ${$(e.finalLoss)} and its floor is ${bm(e)}.`,
		reason: `${t.remains} (Residual standard deviation ${$(e.noiseStd, 3)}.) More epochs would change nothing that these data can show.`,
		fix: null
	};
}
function Dm(e) {
	return {
		tone: "plain",
		headline: "The predictions are fine, but the data do not determine the weights.",
		reason: `Some columns depend on each other. Along such directions the loss is flat, and training leaves the weights where they started. The loss is ${$(e.finalLoss)} and its floor is ${bm(e)}.`,
		fix: null
	};
}
function Om(e, t) {
	let n = e.status === "converged";
	return {
		tone: "good",
		headline: n ? "Converged: every weight is right to three digits." : `Converging: ${ec(e.forecast.toTolerance)} in all are enough.`,
		reason: `The loss is ${$(e.finalLoss)} after ${ec(t.epochs)}, and its floor is ${bm(e)}.`,
		fix: n ? null : km(e, t)
	};
}
function km(e, t) {
	let n = e.forecast.toTolerance;
	return !(n <= t.mostEpochs) || n <= t.epochs ? null : {
		text: `Train ${ec(n)}`,
		epochs: n
	};
}
Q(), Z(), lc(), bc(), Zf();
var Am = /* @__PURE__ */ Fi("<line class=\"floor svelte-8r3kct\"></line>"), jm = /* @__PURE__ */ Fi("<defs><pattern id=\"diverging\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line y2=\"7\" class=\"hatch svelte-8r3kct\"></line></pattern></defs><rect fill=\"url(#diverging)\"></rect><line class=\"limit svelte-8r3kct\"></line><!><line class=\"advised svelte-8r3kct\"></line><path class=\"svelte-8r3kct\"></path><circle r=\"5.5\" class=\"svelte-8r3kct\"></circle><text class=\"bad svelte-8r3kct\" text-anchor=\"end\"> </text><text class=\"good svelte-8r3kct\" text-anchor=\"end\"> </text>", 1);
function Mm(e, t) {
	k(t, !0);
	let n = ps(t, "height", 3, 300), r = [1e-4, 6], i = /* @__PURE__ */ j(() => t.lab.diagnosis?.limit ?? 1), a = /* @__PURE__ */ j(() => t.lab.diagnosis?.advised ?? 1), o = /* @__PURE__ */ j(() => Number.isFinite(V(i)) ? V(i) : 1), s = /* @__PURE__ */ j(() => Math.min(V(o) * r[0], t.lab.lr / 1.5)), c = /* @__PURE__ */ j(() => Math.max(V(o) * r[1], t.lab.lr * 1.5)), l = /* @__PURE__ */ j(() => t.lab.problem ? vc(t.lab.problem, t.lab.startWeights) : []), u = (e) => t.lab.spectrum ? sm(t.lab.spectrum, e, t.lab.epochs, V(l), Xf[t.lab.rule]) : NaN, d = /* @__PURE__ */ j(() => Array.from({ length: 240 }, (e, t) => {
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
	let _ = /* @__PURE__ */ j(() => `After ${t.lab.epochs} epochs the rate ${$(t.lab.lr, 3)} ends with a loss of ${$(V(h))}. Every rate above ${ym(V(i))} diverges; the advised rate is ${ym(V(a))}.`);
	{
		let r = /* @__PURE__ */ j(() => t.lab.epochs.toLocaleString("en-US"));
		kc(e, {
			title: "Every rate at once",
			get text() {
				return V(_);
			},
			get note() {
				return `The loss after ${V(r) ?? ""} epochs for each learning rate. Click a rate to run it.`;
			},
			children: (e, r) => {
				var o = Li(), l = I(o), u = (e) => {
					{
						let r = (e, n) => {
							let r = () => (n?.()).x, o = () => (n?.()).y;
							var s = jm(), c = R(I(s)), l = R(c), u = R(l), f = (e) => {
								var t = Am();
								z((e, n) => {
									X(t, "x1", r().range[0]), X(t, "x2", r().range[1]), X(t, "y1", e), X(t, "y2", n);
								}, [() => o()(V(p)), () => o()(V(p))]), K(e, t);
							};
							J(u, (e) => {
								V(p) > 0 && e(f);
							});
							var m = R(u), g = R(m), _ = R(g), v = R(_), y = L(v), b = R(v), x = L(b);
							z((e, t, n, r, i, a, s, u, d, f, p, h, S) => {
								X(c, "x", e), X(c, "y", o().range[1] - 6), X(c, "width", t), X(c, "height", o().range[0] - o().range[1] + 6), X(l, "x1", n), X(l, "x2", r), X(l, "y1", o().range[1]), X(l, "y2", o().range[0]), X(m, "x1", i), X(m, "x2", a), X(m, "y1", o().range[0] - 40), X(m, "y2", o().range[0]), X(g, "d", s), X(_, "cx", u), X(_, "cy", d), X(v, "x", f), X(v, "y", o().range[1] + 8), q(y, `diverges above ${p ?? ""}`), X(b, "x", h), X(b, "y", o().range[0] - 30), q(x, `advised ${S ?? ""}`);
							}, [
								() => r()(V(i)),
								() => Math.max(0, r().range[1] - r()(V(i))),
								() => r()(V(i)),
								() => r()(V(i)),
								() => r()(V(a)),
								() => r()(V(a)),
								() => Pd(V(d).length, (e) => r()(V(d)[e].lr), (e) => o()(V(d)[e].loss)),
								() => r()(t.lab.lr),
								() => Math.max(o()(V(h)), o().range[1]),
								() => r()(V(i)) - 8,
								() => ym(V(i)),
								() => r()(V(a)) - 7,
								() => ym(V(a))
							]), K(e, s);
						}, o = /* @__PURE__ */ j(() => ({
							domain: [V(s), V(c)],
							log: !0,
							title: "learning rate, log scale",
							count: 6
						})), l = /* @__PURE__ */ j(() => ({
							domain: V(m),
							log: !0,
							title: `final loss (${t.lab.loss}), log scale`
						})), u = /* @__PURE__ */ j(() => t.lab.shows("rate") ? g : void 0);
						Vd(e, {
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
		});
	}
	A();
}
Q(), Z(), Ss(), Us(), lc();
var Nm = /* @__PURE__ */ G("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), Pm = /* @__PURE__ */ G("<p class=\"soft svelte-1f1hu52\"> </p>"), Fm = /* @__PURE__ */ G("<p class=\"bad svelte-1f1hu52\"> </p>"), Im = /* @__PURE__ */ G("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), Lm = /* @__PURE__ */ G("<div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Solvers measured\" tabindex=\"0\"><table><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">solver</th><th scope=\"col\" class=\"svelte-1f1hu52\">time</th><th scope=\"col\" class=\"svelte-1f1hu52\">error</th><th scope=\"col\" class=\"svelte-1f1hu52\">passes</th></tr></thead><tbody></tbody></table></div> <p class=\"soft svelte-1f1hu52\"> </p> <!>", 1), Rm = /* @__PURE__ */ G("<div class=\"card svelte-1f1hu52\"><div class=\"head svelte-1f1hu52\"><h2 class=\"small\">Compared with the closed form</h2> <button class=\"button\"> </button></div> <div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Weights compared with the closed form\" tabindex=\"0\"><table class=\"svelte-1f1hu52\"><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">weight</th><th scope=\"col\" class=\"descent svelte-1f1hu52\"> </th><th scope=\"col\" class=\"closed svelte-1f1hu52\">closed form</th><th scope=\"col\" class=\"svelte-1f1hu52\">difference</th></tr></thead><tbody><!><tr class=\"loss svelte-1f1hu52\"><th scope=\"row\" class=\"svelte-1f1hu52\">loss</th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr></tbody></table> <!></div> <!> <!></div>");
function zm(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ N(null), r = /* @__PURE__ */ N(null), i = /* @__PURE__ */ N(!1), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ j(() => t.lab.weightNames.slice(0, 8).map((e, n) => {
		let r = t.lab.weights?.[n] ?? NaN, i = t.lab.closedFormWeights?.[n] ?? NaN;
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
			P(n, await Rs(t.lab.descriptor)), P(r, e);
		} catch (e) {
			P(a, Ps(e), !0);
		} finally {
			P(i, !1);
		}
	}
	let d = /* @__PURE__ */ N(void 0), f = /* @__PURE__ */ N(!1);
	or(() => {
		if (!V(d) || V(f)) return;
		let e = new IntersectionObserver(([e]) => P(f, V(f) || e.isIntersecting, !0));
		return e.observe(V(d)), () => e.disconnect();
	});
	let p = /* @__PURE__ */ j(() => t.lab.data !== null && t.lab.data.n * t.lab.weightNames.length <= 1e4);
	or(() => {
		if (!V(f) || !V(p) || Kr(() => V(n) !== null || V(i))) return;
		let e = setTimeout(() => void u(), 600);
		return () => clearTimeout(e);
	});
	let m = (e) => e === null ? "not run" : e < .001 ? `${$(e * 1e6, 3)} µs` : e < 1 ? `${$(e * 1e3, 3)} ms` : `${$(e, 3)} s`, h = (e) => e === null ? "∞" : e === 0 ? "0" : ic(e, 2);
	var g = Rm(), _ = F(g), v = R(F(_), 2), y = L(v, !0);
	E(_);
	var b = R(_, 2), x = F(b), S = F(x), C = F(S), ee = L(R(F(C)));
	Ie(2), E(C), E(S);
	var te = R(S), w = F(te);
	Y(w, 17, () => V(o), (e) => e.name, (e, t) => {
		var n = Nm(), r = F(n), i = L(r, !0), a = R(r), o = L(a, !0), s = R(a), c = L(s, !0), l = L(R(s), !0);
		E(n), z((e, n, r) => {
			q(i, V(t).name), q(o, e), q(c, n), q(l, r);
		}, [
			() => $(V(t).mine, 5),
			() => $(V(t).best, 5),
			() => $(V(t).gap, 2)
		]), K(e, n);
	});
	var ne = R(w), re = R(F(ne)), ie = L(re, !0), ae = R(re), oe = L(ae, !0), se = L(R(ae), !0);
	E(ne), E(te), E(x);
	var ce = R(x, 2), le = (e) => {
		var t = Pm(), n = L(t);
		z(() => q(n, `and ${V(s) ?? ""} more weight${V(s) === 1 ? "" : "s"}`)), K(e, t);
	};
	J(ce, (e) => {
		V(s) > 0 && e(le);
	}), E(b);
	var ue = R(b, 2), de = (e) => {
		var t = Fm(), n = L(t, !0);
		z(() => q(n, V(a))), K(e, t);
	};
	J(ue, (e) => {
		V(a) && e(de);
	});
	var fe = R(ue, 2), pe = (e) => {
		var t = Lm(), r = I(t), i = F(r);
		let a;
		var o = R(F(i));
		Y(o, 21, () => V(n).rows, (e) => e.solver, (e, t) => {
			var r = Im();
			let i;
			var a = F(r), o = L(a, !0), s = R(a), c = L(s, !0), l = R(s), u = L(l, !0), d = L(R(l), !0);
			E(r), z((e, a, s) => {
				i = io(r, 1, "svelte-1f1hu52", null, i, { advised: V(t).solver === V(n).advised }), q(o, V(t).solver), q(c, e), q(u, a), q(d, s);
			}, [
				() => m(V(t).seconds),
				() => V(t).status === "skipped" ? "" : h(V(t).error),
				() => $s(V(t).passes)
			]), K(e, r);
		}), E(o), E(i), E(r);
		var s = R(r, 2), c = L(s, !0);
		Tc(R(s, 2), { get text() {
			return V(n).verdict;
		} }), z(() => {
			a = io(i, 1, "svelte-1f1hu52", null, a, { stale: V(l) }), q(c, V(l) ? "Measured on the previous data. Measure again for these." : V(n).verdict);
		}), K(e, t);
	};
	J(fe, (e) => {
		V(n) && e(pe);
	}), E(g), ts(g, (e) => P(d, e), () => V(d)), z((e, n, r) => {
		v.disabled = V(i) || !t.lab.data, q(y, V(i) ? "Measuring…" : "Measure the time"), q(ee, `epoch ${t.lab.epoch ?? ""}`), q(ie, e), q(oe, n), q(se, r);
	}, [
		() => $(t.lab.currentLoss, 5),
		() => $(t.lab.spectrum?.minLoss ?? NaN, 5),
		() => $(V(c), 2)
	]), W("click", v, u), K(e, g), A();
}
xi(["click"]), Q(), Z();
var Bm = /* @__PURE__ */ Fi("<line></line>"), Vm = /* @__PURE__ */ Fi("<path class=\"dots svelte-1ym4qu1\"></path><!><line></line>", 1);
function Hm(e, t) {
	k(t, !0);
	let n = ps(t, "column", 3, 0), r = ps(t, "height", 3, 190), i = /* @__PURE__ */ j(() => t.data), a = /* @__PURE__ */ j(() => V(i).columns[n()]), o = /* @__PURE__ */ j(() => Math.max(1, Math.ceil(V(a).length / 400))), s = /* @__PURE__ */ j(() => t.yDomain ?? Md(...Nd(V(i).y))), c = /* @__PURE__ */ j(() => ({
		domain: Md(...Nd(V(a))),
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
		let [r, a] = t.x.domain, o = Of(V(i).columns, e, n());
		return {
			x1: t.x(r),
			y1: t.y(o(r)),
			x2: t.x(a),
			y2: t.y(o(a))
		};
	}
	Vd(e, {
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
		children: (e, n = y) => {
			var r = Vm(), i = I(r), a = R(i), o = (e) => {
				var r = Bm();
				Co(r, (e) => ({
					class: "closed",
					...e
				}), [() => d(t.closedForm, n())], void 0, void 0, "svelte-1ym4qu1"), K(e, r);
			};
			J(a, (e) => {
				t.closedForm && e(o);
			}), Co(R(a), (e) => ({
				class: "fit",
				...e
			}), [() => d(t.weights, n())], void 0, void 0, "svelte-1ym4qu1"), z((e) => X(i, "d", e), [() => u(n())]), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
bc(), Zf();
function Um(e, t, n, r, i) {
	let { p: a, m: o } = e, s = Xf[i], c = new Float64Array((n + 1) * a), l = new Float64Array(n + 1), u = Float64Array.from(vc(e, r)), d = new Float64Array(o), f = new Float64Array(a), p = new Float64Array(a);
	for (let r = 0; r <= n; r++) {
		c.set(u, r * a), l[r] = pc(e, u, d), mc(e, d, f);
		for (let e = 0; e < a; e++) u[e] -= t * s.direction(f[e], p, e);
	}
	return {
		epochs: n,
		p: a,
		own: c,
		weights: Km(e, c),
		losses: l
	};
}
function Wm(e, t) {
	return e.weights.subarray(t * e.p, (t + 1) * e.p);
}
function Gm(e, t) {
	return e.own.subarray(t * e.p, (t + 1) * e.p);
}
function Km(e, t) {
	if (e.units === null) return t;
	let n = new Float64Array(t.length);
	for (let r = 0; r < t.length; r += e.p) n.set(_c(e, t.subarray(r, r + e.p)), r);
	return n;
}
bc(), Sp();
function qm(e, t) {
	let n = dc(e.equivalent, e.n, t.loss), r = t.standardize ? fc(n) : n, i = t.start?.length === e.weight_names.length && t.start ? t.start : e.lr_start;
	return Um(r, t.lr, t.epochs, i, t.rule);
}
function Jm(e, t) {
	let n = ap(dc(e.equivalent, e.n, t.loss));
	return {
		data: e,
		run: qm(e, t),
		closedForm: Array.from(n.optimum),
		floor: n.minLoss
	};
}
Q(), Z(), Us(), of(), lc();
var Ym = /* @__PURE__ */ G("<p> </p>"), Xm = /* @__PURE__ */ G("<div><h3 class=\"svelte-ivnql5\"> </h3> <!> <dl class=\"svelte-ivnql5\"><dt class=\"svelte-ivnql5\">slope, intercept</dt> <dd class=\"descent svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">closed form</dt> <dd class=\"closed svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">loss and floor</dt> <dd class=\"svelte-ivnql5\"> <span class=\"closed svelte-ivnql5\"> </span></dd></dl></div>"), Zm = /* @__PURE__ */ G("<!> <div class=\"row svelte-ivnql5\"></div>", 1);
function Qm(e, t) {
	k(t, !0);
	let n = [1, 10], r = /* @__PURE__ */ j(() => t.lab.descriptor.kind === "lesson" ? t.lab.descriptor : af), i = /* @__PURE__ */ j(() => JSON.stringify({
		...V(r),
		noise: 0
	})), a = /* @__PURE__ */ N([]), o = /* @__PURE__ */ N("");
	or(() => {
		let e = JSON.parse(V(i)), t = new AbortController();
		return Promise.all(n.map((n) => Is({
			...e,
			noise: n
		}, t.signal))).then((e) => {
			P(a, e), P(o, "");
		}).catch((e) => {
			e instanceof Ns && P(o, e.message, !0);
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
	}), c = /* @__PURE__ */ j(() => V(a).map((e) => Jm(e, V(s)))), l = /* @__PURE__ */ j(() => V(a).length ? Md(...Nd(V(a).flatMap((e) => e.y))) : [0, 1]), u = (e) => {
		let n = Math.min(t.lab.epoch, e.run.epochs);
		return {
			weights: Wm(e.run, n),
			loss: e.run.losses[n]
		};
	}, d = /* @__PURE__ */ j(() => V(c).some((e) => !(u(e).loss <= 1e3 * e.run.losses[0]))), f = /* @__PURE__ */ j(() => V(d) ? "Both runs diverge: the limit on the learning rate depends on x alone, not on the noise." : "The slope hardly changes. The floor of the loss is about the square of the noise, and no learning rate gets below it."), p = /* @__PURE__ */ j(() => V(c).map((e, t) => `Noise ${n[t]}: loss ${$(u(e).loss)}, floor ${$(e.floor)}`).join("; "));
	{
		let r = /* @__PURE__ */ j(() => Qs(V(s).lr)), i = /* @__PURE__ */ j(() => V(f));
		kc(e, {
			title: "Little noise, much noise",
			get text() {
				return V(p);
			},
			get note() {
				return `The lesson's data with the same seed, at the learning rate ${V(r) ?? ""}. ${V(i) ?? ""}`;
			},
			children: (e, r) => {
				var i = Zm(), a = I(i), s = (e) => {
					var t = Ym(), n = L(t, !0);
					z(() => q(n, V(o))), K(e, t);
				};
				J(a, (e) => {
					V(o) && e(s);
				});
				var d = R(a, 2);
				Y(d, 21, () => V(c), va, (e, r, i) => {
					let a = /* @__PURE__ */ j(() => u(V(r)));
					var o = Xm(), s = F(o), c = L(s), d = R(s, 2);
					{
						let e = /* @__PURE__ */ j(() => t.lab.closedForm ? V(r).closedForm : null);
						Hm(d, {
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
Q(), Z(), lc();
var $m = /* @__PURE__ */ G("<div><button class=\"button quiet svelte-114104q\"> </button> <span class=\"svelte-114104q\"> </span> <!></div>"), eh = /* @__PURE__ */ G("<div class=\"frame svelte-114104q\"><div class=\"row svelte-114104q\"></div></div>");
function th(e, t) {
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
			weights: Wm(e, t),
			loss: e.losses[t]
		})) : [];
	}), i = /* @__PURE__ */ j(() => {
		if (!t.lab.data) return [0, 1];
		let [e, n] = Nd(t.lab.data.y), r = Nd(Df(t.lab.data.columns, t.lab.startWeights));
		return Md(Math.max(Math.min(e, r[0]), e - (n - e)), Math.min(Math.max(n, r[1]), n + (n - e)));
	}), a = /* @__PURE__ */ j(() => {
		let e = (t.lab.data?.columns ?? []).map((e, n) => {
			let [r, i] = Nd(e);
			return Math.abs((t.lab.closedFormWeights?.[n] ?? 0) * (i - r));
		});
		return Math.max(0, e.indexOf(Math.max(...e)));
	}), o = /* @__PURE__ */ j(() => V(r).map((e) => `Loss ${$(e.loss)} at epoch ${e.epoch}`).join(", "));
	{
		let n = /* @__PURE__ */ j(() => (t.lab.data?.columns.length ?? 1) > 1 ? `The prediction along ${t.lab.data?.names[V(a)]}, with the other features at their means.` : "");
		kc(e, {
			title: "Snapshots",
			get text() {
				return V(o);
			},
			get note() {
				return V(n);
			},
			children: (e, n) => {
				var o = eh(), s = F(o);
				let c;
				Y(s, 21, () => V(r), (e) => e.epoch, (e, n) => {
					var r = Li(), o = I(r), s = (e) => {
						var r = $m(), o = F(r), s = L(o), c = R(o, 2), l = L(c);
						Hm(R(c, 2), {
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
						}, [() => $(V(n).loss)]), W("click", o, () => t.lab.jump(V(n).epoch)), K(e, r);
					};
					J(o, (e) => {
						t.lab.data && e(s);
					}), K(e, r);
				}), E(s), E(o), z(() => c = so(s, "", c, { "--count": V(r).length })), K(e, o);
			},
			$$slots: { default: !0 }
		});
	}
	A();
}
xi(["click"]), Q(), Z();
var nh = /* @__PURE__ */ G("<section id=\"compare\" aria-label=\"Compare\" class=\"svelte-v414jo\"><header><h2>Compare</h2> <p class=\"lede\">One run alone says little about its learning rate, the noise, or its cost. Compare it with others.</p></header> <div class=\"grid svelte-v414jo\"><!> <!> <!> <!></div></section>");
function rh(e, t) {
	var n = nh(), r = R(F(n), 2), i = F(r);
	Mm(i, {
		get lab() {
			return t.lab;
		},
		height: 370
	});
	var a = R(i, 2);
	zm(a, { get lab() {
		return t.lab;
	} });
	var o = R(a, 2);
	th(o, { get lab() {
		return t.lab;
	} }), Qm(R(o, 2), { get lab() {
		return t.lab;
	} }), E(r), E(n), K(e, n);
}
Q(), Z(), lc();
var ih = /* @__PURE__ */ G("<span class=\"short svelte-m3ojnd\" aria-hidden=\"true\"> </span>"), ah = /* @__PURE__ */ G("<p class=\"notice svelte-m3ojnd\" role=\"status\"> </p>"), oh = /* @__PURE__ */ G("<div><label class=\"svelte-m3ojnd\"><span> </span><!></label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" spellcheck=\"false\" class=\"svelte-m3ojnd\"/> <!></div>");
function sh(e, t) {
	let n = Ri();
	k(t, !0);
	let r = ps(t, "short", 3, ""), i = ps(t, "whole", 3, !1), a = ps(t, "wide", 3, !1), o = /* @__PURE__ */ N("");
	function s(e) {
		let t = String(e), n = e.toExponential();
		return t.length > 8 && n.length < t.length ? n : t;
	}
	function c(e) {
		let n = e.value.trim().replace("−", "-").replace(",", "."), r = n === "" ? NaN : Number(n);
		if (Number.isFinite(r) && r <= 0 && t.limits[0] > 0 && !i()) P(o, `${t.label} must be above 0: ${Qs(t.value, 12)} is kept.`);
		else if (Number.isFinite(r)) {
			let e = Math.min(Math.max(i() ? Math.round(r) : r, t.limits[0]), t.limits[1]);
			P(o, e === r ? "" : `${t.label} must be a ${i() ? "whole " : ""}number from ${Qs(t.limits[0], 12)} to ${Qs(t.limits[1], 12)}: ${Qs(e, 12)} is used.`, !0), t.onchange(e);
		} else P(o, `“${e.value.slice(0, 20)}” is not a number: ${Qs(t.value, 12)} is kept.`);
		e.value = s(t.value);
	}
	var l = oh();
	let u;
	var d = F(l), f = F(d);
	let p;
	var m = L(f, !0), h = R(f), g = (e) => {
		var t = ih(), n = L(t, !0);
		z(() => q(n, r() === "-" ? "" : r())), K(e, t);
	};
	J(h, (e) => {
		r() && e(g);
	}), E(d);
	var _ = R(d, 2);
	yo(_);
	var v = R(_, 2), y = (e) => {
		var t = ah(), r = L(t, !0);
		z(() => {
			X(t, "id", `${n}-notice`), q(r, V(o));
		}), K(e, t);
	};
	J(v, (e) => {
		V(o) && e(y);
	}), E(l), z((e) => {
		u = io(l, 1, "field svelte-m3ojnd", null, u, {
			wide: a(),
			alone: r() === "-"
		}), X(d, "for", n), p = io(f, 1, "svelte-m3ojnd", null, p, { full: r() }), q(m, t.label), X(_, "id", n), X(_, "aria-label", r() ? t.label : void 0), bo(_, e), X(_, "aria-describedby", V(o) ? `${n}-notice` : void 0);
	}, [() => s(t.value)]), W("change", _, (e) => c(e.currentTarget)), W("keydown", _, (e) => e.key === "Enter" && c(e.currentTarget)), K(e, l), A();
}
xi(["change", "keydown"]), Q(), Z(), of(), uf();
var ch = /* @__PURE__ */ G("<button class=\"button svelte-bcjnsc\"> </button>"), lh = /* @__PURE__ */ G("<div class=\"presets svelte-bcjnsc\" role=\"group\" aria-label=\"Data sets\"><button class=\"button svelte-bcjnsc\">the lesson</button> <!> <!></div>"), uh = /* @__PURE__ */ G("<!> <!> <!> <!> <!>", 1), dh = /* @__PURE__ */ G("<p class=\"about svelte-bcjnsc\"> </p>"), fh = /* @__PURE__ */ G("<p class=\"about svelte-bcjnsc\"> </p> <p class=\"about svelte-bcjnsc\"> </p> <!>", 1), ph = /* @__PURE__ */ G("<div class=\"group svelte-bcjnsc\"><h2 class=\"small\">Data</h2> <!> <!></div>");
function mh(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7), r = [
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
	], i = /* @__PURE__ */ j(() => n().data && n().descriptor.kind === "lesson" ? n().descriptor : null), a = (e) => e.replace(/^.*[/\\](?=.)/, "");
	async function o() {
		await n().load(af) && n().setRate(cf.lr);
	}
	function s(e) {
		if (!V(i)) return;
		let t = {
			...V(i),
			...e
		};
		t.low >= t.high ? n().notices = [`The x-range from ${t.low} to ${t.high} is empty: the old range is kept.`] : n().load(t);
	}
	var c = ph(), l = R(F(c), 2), u = (e) => {
		var t = lh(), s = F(t), c = R(s, 2), l = (e) => {
			var t = ch(), r = L(t, !0);
			z((e) => {
				X(t, "aria-pressed", n().descriptor.kind === "file"), X(t, "title", n().file.name), q(r, e);
			}, [() => a(n().file.name)]), W("click", t, () => n().load({ kind: "file" }, { advisedRate: !0 })), K(e, t);
		};
		J(c, (e) => {
			n().file && e(l);
		}), Y(R(c, 2), 17, () => r, (e) => e.name, (e, t) => {
			var r = ch(), i = L(r, !0);
			z(() => {
				X(r, "aria-pressed", n().descriptor.kind === "case" && n().descriptor.case === V(t).name), q(i, V(t).text);
			}), W("click", r, () => n().load({
				kind: "case",
				case: V(t).name
			}, { advisedRate: !0 })), K(e, r);
		}), E(t), z(() => X(s, "aria-pressed", V(i) !== null)), W("click", s, o), K(e, t);
	}, d = /* @__PURE__ */ j(() => n().shows("presets"));
	J(l, (e) => {
		V(d) && e(u);
	});
	var f = R(l, 2), p = (e) => {
		var t = uh(), n = I(t);
		sh(n, {
			label: "Points n",
			get value() {
				return V(i).n;
			},
			get limits() {
				return sf.n;
			},
			whole: !0,
			onchange: (e) => s({ n: e })
		});
		var r = R(n, 2);
		sh(r, {
			label: "Noise",
			get value() {
				return V(i).noise;
			},
			get limits() {
				return sf.noise;
			},
			onchange: (e) => s({ noise: e })
		});
		var a = R(r, 2);
		sh(a, {
			label: "x from",
			get value() {
				return V(i).low;
			},
			get limits() {
				return sf.range;
			},
			onchange: (e) => s({ low: e })
		});
		var o = R(a, 2);
		sh(o, {
			label: "x to",
			get value() {
				return V(i).high;
			},
			get limits() {
				return sf.range;
			},
			onchange: (e) => s({ high: e })
		}), sh(R(o, 2), {
			label: "Seed",
			get value() {
				return V(i).seed;
			},
			get limits() {
				return sf.seed;
			},
			whole: !0,
			onchange: (e) => s({ seed: e })
		}), K(e, t);
	}, m = (e) => {
		var t = fh(), r = I(t), i = L(r, !0), a = R(r, 2), o = L(a), s = R(a, 2), c = (e) => {
			var t = dh(), r = L(t, !0);
			z(() => q(r, n().data.left_out)), K(e, t);
		};
		J(s, (e) => {
			n().data.left_out && e(c);
		}), z((e) => {
			q(i, n().data.source), q(o, `${e ?? ""} rows, ${n().data.names.length ?? ""} feature${n().data.names.length === 1 ? "" : "s"}`);
		}, [() => n().data.n.toLocaleString("en-US")]), K(e, t);
	};
	J(f, (e) => {
		V(i) ? e(p) : n().data && e(m, 1);
	}), E(c), z(() => X(c, "aria-busy", n().loading)), K(e, c), A();
}
xi(["click"]), Q(), Z(), _m(), Zf(), lc(), uf();
var hh = /* @__PURE__ */ G("<div class=\"rate svelte-1oblhsl\"><!> <div class=\"track svelte-1oblhsl\"><input type=\"range\" step=\"0.005\" aria-label=\"Learning rate, logarithmic\" class=\"svelte-1oblhsl\"/> <span class=\"mark limit svelte-1oblhsl\" aria-hidden=\"true\"></span> <span class=\"mark advised svelte-1oblhsl\" aria-hidden=\"true\"></span></div> <div class=\"marks svelte-1oblhsl\"><span class=\"svelte-1oblhsl\"><button class=\"button quiet advised svelte-1oblhsl\"> <i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i></button></span> <button class=\"button quiet limit svelte-1oblhsl\"><i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i> </button></div></div>");
function gh(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.spectrum ? nm(t.lab.spectrum, Xf[t.lab.rule]) : Infinity), r = /* @__PURE__ */ j(() => t.lab.diagnosis && V(n) < Infinity ? t.lab.diagnosis.advised : Infinity), i = /* @__PURE__ */ N(null), a = /* @__PURE__ */ j(() => V(i) ?? am(V(n), t.lab.lr)), o = (e) => Math.min(1, Math.max(0, (Math.log10(e) - V(a)[0]) / (V(a)[1] - V(a)[0]))), s = (e) => t.lab.setRate(Number((10 ** e).toPrecision(3)));
	var c = hh(), l = F(c);
	sh(l, {
		label: "Learning rate",
		short: "Rate",
		get value() {
			return t.lab.lr;
		},
		get limits() {
			return sf.lr;
		},
		onchange: (e) => t.lab.setRate(e),
		wide: !0
	});
	var u = R(l, 2);
	let d;
	var f = F(u);
	yo(f), Ie(4), E(u);
	var p = R(u, 2);
	let m;
	var h = F(p), g = F(h), _ = F(g);
	Ie(), E(g), E(h);
	var v = R(h, 2), y = R(F(v));
	E(v), E(p), E(c), z((e, t, n, r, i, o, s, c, l, h) => {
		d = so(u, "", d, {
			"--here": e,
			"--limit": t,
			"--advised": n
		}), X(f, "min", V(a)[0]), X(f, "max", V(a)[1]), bo(f, r), X(f, "aria-valuetext", i), m = so(p, "", m, { "--here": o }), g.disabled = s, q(_, `advised ${c ?? ""}`), v.disabled = l, q(y, `limit ${h ?? ""}`);
	}, [
		() => o(t.lab.lr),
		() => o(V(n)),
		() => o(V(r)),
		() => Math.log10(t.lab.lr),
		() => Qs(t.lab.lr),
		() => o(V(r)),
		() => !Number.isFinite(V(r)),
		() => ym(V(r)),
		() => !Number.isFinite(V(n)),
		() => ym(V(n))
	]), W("pointerdown", f, () => P(i, V(a), !0)), W("pointerup", f, () => P(i, null)), bi("pointercancel", f, () => P(i, null)), W("input", f, (e) => s(Number(e.currentTarget.value))), W("click", g, () => t.lab.setRate(V(r))), W("click", v, () => t.lab.setRate(om(V(n), 4))), K(e, c), A();
}
xi([
	"pointerdown",
	"pointerup",
	"input",
	"click"
]), Q(), Z();
var _h = /* @__PURE__ */ G("<option> </option>"), vh = /* @__PURE__ */ G("<div class=\"field svelte-1hswkl6\"><label class=\"svelte-1hswkl6\"> </label> <select></select></div>");
function yh(e, t) {
	let n = Ri();
	k(t, !0);
	let r = ps(t, "value", 15);
	var i = vh(), a = F(i), o = L(a, !0), s = R(a, 2);
	Y(s, 21, () => t.choices, (e) => e.value, (e, t) => {
		var n = _h(), r = L(n, !0), i = {};
		z(() => {
			q(r, V(t).text), i !== (i = V(t).value) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), E(s), mo(s), E(i), z(() => {
		X(a, "for", n), q(o, t.label), X(s, "id", n);
	}), ho(s, r), K(e, i), A();
}
Q(), Z();
var bh = /* @__PURE__ */ G("<label class=\"svelte-8ton1m\"><span> </span> <input type=\"checkbox\" role=\"switch\" class=\"svelte-8ton1m\"/></label>");
function xh(e, t) {
	k(t, !0);
	let n = ps(t, "checked", 15);
	var r = bh(), i = F(r), a = L(i, !0), o = R(i, 2);
	yo(o), E(r), z(() => q(a, t.label)), Vo(o, n), K(e, r), A();
}
Q(), Z(), uf();
var Sh = /* @__PURE__ */ G("<div class=\"group svelte-37zj21\"><h2 class=\"small\">Run</h2> <!> <!> <!> <!> <!></div>");
function Ch(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7), r = [
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
		}
	], i = [
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
	var a = Sh(), o = R(F(a), 2), s = (e) => {
		sh(e, {
			label: "Epochs",
			get value() {
				return n().epochs;
			},
			get limits() {
				return sf.epochs;
			},
			whole: !0,
			onchange: (e) => n().setEpochs(e)
		});
	}, c = /* @__PURE__ */ j(() => n().shows("epochs"));
	J(o, (e) => {
		V(c) && e(s);
	});
	var l = R(o, 2), u = (e) => {
		yh(e, {
			label: "Rule",
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
	}, d = /* @__PURE__ */ j(() => n().shows("rule"));
	J(l, (e) => {
		V(d) && e(u);
	});
	var f = R(l, 2), p = (e) => {
		yh(e, {
			label: "Loss",
			get choices() {
				return i;
			},
			get value() {
				return n().loss;
			},
			set value(e) {
				n().loss = e;
			}
		});
	}, m = /* @__PURE__ */ j(() => n().shows("loss"));
	J(f, (e) => {
		V(m) && e(p);
	});
	var h = R(f, 2), g = (e) => {
		xh(e, {
			label: "Standardize columns",
			get checked() {
				return n().standardize;
			},
			set checked(e) {
				n().standardize = e;
			}
		});
	}, _ = /* @__PURE__ */ j(() => n().shows("standardize"));
	J(h, (e) => {
		V(_) && e(g);
	});
	var v = R(h, 2), y = (e) => {
		xh(e, {
			label: "Show the closed form",
			get checked() {
				return n().closedForm;
			},
			set checked(e) {
				n().closedForm = e;
			}
		});
	}, b = /* @__PURE__ */ j(() => n().shows("closed"));
	J(v, (e) => {
		V(b) && e(y);
	}), E(a), K(e, a), A();
}
Q(), Z();
var wh = /* @__PURE__ */ Fi("<path d=\"M4 3h3v10H4zM9 3h3v10H9z\"></path>"), Th = /* @__PURE__ */ Fi("<path d=\"M4 2.5l9 5.5-9 5.5z\"></path>"), Eh = /* @__PURE__ */ G("<div class=\"transport svelte-1liph9f\"><div class=\"epoch svelte-1liph9f\"><!></div> <input type=\"range\" min=\"0\" step=\"1\" aria-label=\"Epoch slider\" class=\"svelte-1liph9f\"/> <div class=\"buttons svelte-1liph9f\"><button class=\"button icon rewind svelte-1liph9f\" aria-label=\"Back to epoch 0 (R)\" title=\"Back to epoch 0 (R)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M3 3v10M13 3L6 8l7 5z\"></path></svg></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch back (←)\" title=\"One epoch back (←)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M11 3L4 8l7 5z\"></path></svg></button> <button class=\"button main play svelte-1liph9f\" title=\"Space\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><!></svg> <span class=\"svelte-1liph9f\"> </span></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch forward (→)\" title=\"One epoch forward (→)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M5 3l7 5-7 5z\"></path></svg></button></div></div>");
function Dh(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7);
	var r = Eh(), i = F(r), a = F(i);
	{
		let e = /* @__PURE__ */ j(() => [0, n().epochs]);
		sh(a, {
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
	yo(o);
	let s;
	var c = R(o, 2), l = F(c), u = R(l, 2), d = R(u, 2), f = F(d), p = F(f), m = (e) => {
		K(e, wh());
	}, h = (e) => {
		K(e, Th());
	};
	J(p, (e) => {
		n().playing ? e(m) : e(h, -1);
	}), E(f);
	var g = L(R(f, 2), !0);
	E(d);
	var _ = R(d, 2);
	E(c), E(r), z(() => {
		X(o, "max", n().epochs), bo(o, n().epoch), X(o, "aria-valuetext", `epoch ${n().epoch ?? ""} of ${n().epochs ?? ""}`), s = so(o, "", s, { "--here": n().epochs ? n().epoch / n().epochs : 0 }), X(u, "aria-disabled", n().epoch === 0), q(g, n().playing ? "Pause" : "Play"), X(_, "aria-disabled", n().epoch >= n().epochs);
	}), W("input", o, (e) => {
		n().playing = !1, n().jump(Number(e.currentTarget.value));
	}), W("click", l, () => n().rewind()), W("click", u, () => n().step(-1)), W("click", d, () => n().togglePlay()), W("click", _, () => n().step(1)), K(e, r), A();
}
xi(["input", "click"]);
// src/keys.ts
var Oh = "input, textarea, select, [contenteditable], [role=\"slider\"], [role=\"tab\"], dialog, #beside-the-lab, [role=\"application\"]";
function kh(e, t) {
	let n = e.target instanceof Element ? e.target : null;
	if (e.ctrlKey || e.metaKey || e.altKey || n?.closest(Oh) || !t.shows("play") || e.key === " " && n?.closest("button, a, summary")) return;
	let r = Ah(e.key, t);
	r && (e.preventDefault(), r());
}
function Ah(e, t) {
	switch (e) {
		case " ": return () => t.togglePlay();
		case "ArrowLeft": return () => t.step(-1);
		case "ArrowRight": return () => t.step(1);
		case "r":
		case "R": return () => t.rewind();
		default: return null;
	}
}
// src/theme.svelte.ts
Z();
var jh = "downslope-theme", Mh = class {
	#e = /* @__PURE__ */ N(Nn(Nh()));
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
			localStorage.setItem(jh, this.chosen);
		} catch {}
	}
};
function Nh() {
	try {
		let e = localStorage.getItem(jh);
		return e === "light" || e === "dark" ? e : void 0;
	} catch {
		return;
	}
}
var Ph = new Mh();
Q(), Z();
var Fh = /* @__PURE__ */ G("<span class=\"version svelte-3e27gw\"> </span>"), Ih = /* @__PURE__ */ G("<header class=\"svelte-3e27gw\"><div class=\"name svelte-3e27gw\"><h1 class=\"svelte-3e27gw\">Downslope <em class=\"svelte-3e27gw\">lab</em></h1> <p class=\"lede\">Linear regression with its training loop in the open: <span class=\"formula svelte-3e27gw\">w ← w − lr · ∇L(w)</span></p></div> <!> <div class=\"side svelte-3e27gw\"><!> <button class=\"button quiet theme svelte-3e27gw\" aria-label=\"Light or dark theme\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-3e27gw\"><circle cx=\"8\" cy=\"8\" r=\"6.2\"></circle><path d=\"M8 1.8a6.2 6.2 0 0 1 0 12.4z\" class=\"svelte-3e27gw\"></path></svg></button></div></header>");
function Lh(e, t) {
	k(t, !0);
	var n = Ih(), r = R(F(n), 2);
	Ma(r, () => t.children ?? y);
	var i = R(r, 2), a = F(i), o = (e) => {
		var n = Fh(), r = L(n, !0);
		z(() => q(r, t.lab.version)), K(e, n);
	};
	J(a, (e) => {
		t.lab.version && e(o);
	});
	var s = R(a, 2);
	E(i), E(n), W("click", s, () => Ph.toggle()), K(e, n), A();
}
xi(["click"]), Q(), Z(), Ds();
var Rh = /* @__PURE__ */ G("<p class=\"bad svelte-hjwx1i\">The server has stopped. The charts still work; everything else waits until <code>downslope lab</code> runs again.</p>"), zh = /* @__PURE__ */ G("<p class=\"bad svelte-hjwx1i\"> <button class=\"button quiet\">Dismiss</button></p>"), Bh = /* @__PURE__ */ G("<p> </p>"), Vh = /* @__PURE__ */ G("<div class=\"svelte-hjwx1i\"><!> <!> <button class=\"button quiet\">Dismiss</button></div>"), Hh = /* @__PURE__ */ G("<div class=\"notices svelte-hjwx1i\" role=\"status\"><!> <!> <!></div>");
function Uh(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7), r = (e) => e.scrollIntoView({ block: "nearest" });
	var i = Hh(), a = F(i), o = (e) => {
		K(e, Rh());
	};
	J(a, (e) => {
		Es.stopped && e(o);
	});
	var s = R(a, 2), c = (e) => {
		var t = zh(), i = F(t), a = R(i);
		E(t), Ka(t, () => r), z(() => q(i, `${n().error ?? ""} `)), W("click", a, () => n().error = ""), K(e, t);
	};
	J(s, (e) => {
		n().error && e(c);
	});
	var l = R(s, 2), u = (e) => {
		var t = Vh(), i = F(t);
		Y(i, 17, () => n().notices.slice(0, 5), va, (e, t) => {
			var n = Bh(), r = L(n, !0);
			z(() => q(r, V(t))), K(e, n);
		});
		var a = R(i, 2), o = (e) => {
			var t = Bh(), r = L(t);
			z(() => q(r, `${n().notices.length - 5} more values in the link were changed.`)), K(e, t);
		};
		J(a, (e) => {
			n().notices.length > 5 && e(o);
		});
		var s = R(a, 2);
		E(t), Ka(t, () => r), W("click", s, () => n().notices = []), K(e, t);
	};
	J(l, (e) => {
		n().notices.length && e(u);
	}), E(i), K(e, i), A();
}
xi(["click"]), st(), it(), Q(), Z();
var Wh = /* @__PURE__ */ G("<section aria-label=\"Predict first\" class=\"svelte-1d1fmlk\"><h2>Predict first.</h2> <p class=\"svelte-1d1fmlk\">The question beside the lab is about this run. Its result appears here once you have made a\n    prediction or skipped it.</p></section>");
function Gh(e) {
	K(e, Wh());
}
Q(), Z(), lc(), bc();
var Kh = /* @__PURE__ */ G("<section class=\"svelte-4tb71s\"><header><h2>One epoch, five steps</h2> <p class=\"lede\"> </p></header> <ol class=\"svelte-4tb71s\"><li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Initialize</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Predict</h3> <p class=\"formula svelte-4tb71s\">ŷ = X w + b</p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Loss</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Gradient</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Update</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li></ol></section>");
function qh(e, t) {
	k(t, !0);
	let n = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	}, r = /* @__PURE__ */ j(() => Math.min(t.lab.epoch, t.lab.run?.epochs ?? 0)), i = /* @__PURE__ */ j(() => t.lab.run ? Gm(t.lab.run, V(r)) : null), a = /* @__PURE__ */ j(() => t.lab.problem && V(i) ? gc(t.lab.problem, V(i)) : null), o = /* @__PURE__ */ j(() => t.lab.run && V(r) < t.lab.run.epochs ? Gm(t.lab.run, V(r) + 1) : null), s = /* @__PURE__ */ j(() => t.lab.weightNames.map((e) => e === "intercept" ? "b" : e.length > 6 ? `${e.slice(0, 5)}…` : `w_${e}`)), c = /* @__PURE__ */ j(() => {
		let e = V(s).length - 1;
		return V(s).length <= 3 ? V(s).map((e, t) => t) : [
			0,
			1,
			e
		];
	}), l = /* @__PURE__ */ j(() => V(s).length > 3 ? " …" : ""), u = /* @__PURE__ */ j(() => {
		let { data: e, weights: n } = t.lab;
		if (!e || !n) return null;
		let r = e.columns.map((e) => e[0]), i = r.reduce((e, t, r) => e + t * n[r], n[r.length]), a = r.slice(0, 2).map((e, t) => `${$(n[t])}·${$(e, 3)}`), o = r.length > 2 ? " + …" : "";
		return {
			prediction: i,
			y: e.y[0],
			sum: `${a.join(" + ")}${o} + ${$(n[r.length])}`.replaceAll("+ −", "− ")
		};
	}), d = (e) => V(c).map((t) => `${V(s)[t]} ${$(e[t])}`).join(", ") + V(l);
	var f = Li(), p = I(f), m = (e) => {
		var i = Kh(), s = F(i), c = L(R(F(s), 2));
		E(s);
		var l = R(s, 2), f = F(l), p = R(F(f), 2), m = L(p), h = L(R(p, 2), !0);
		E(f);
		var g = R(f, 2), _ = L(R(F(g), 4));
		E(g);
		var v = R(g, 2), y = R(F(v), 2), b = L(y), x = L(R(y, 2));
		E(v);
		var S = R(v, 2), C = R(F(S), 2), ee = L(C), te = L(R(C, 2), !0);
		E(S);
		var w = R(S, 2), ne = R(F(w), 2), re = L(ne, !0), ie = L(R(ne, 2), !0);
		E(w), E(l), E(i), z((e, a, o, s, l, d, f) => {
			X(i, "aria-label", `The five steps at epoch ${V(r) ?? ""}`), q(c, `Epoch ${V(r) ?? ""} of ${t.lab.epochs ?? ""}, with its numbers${t.lab.standardize ? ". The loop runs on standardized columns" : ""}.`), q(m, `w₀ = ${t.lab.start ? "your start" : "the first guess"}`), q(h, e), q(_, `ŷ₁ = ${V(u).sum ?? ""} = ${a ?? ""}`), q(b, `L = ${n[t.lab.loss][0] ?? ""}`), q(x, `first residual ${o ?? ""}; L = ${s ?? ""}`), q(ee, `g = ${n[t.lab.loss][1] ?? ""}`), q(te, l), q(re, d), q(ie, f);
		}, [
			() => d(t.lab.startWeights),
			() => $(V(u).prediction),
			() => $(V(u).prediction - V(u).y),
			() => $(t.lab.currentLoss),
			() => d(V(a)),
			() => t.lab.rule === "gd" ? `w ← w − ${Qs(t.lab.lr)}·g` : t.lab.rule === "momentum" ? `v ← 0.9 v + g, w ← w − ${Qs(t.lab.lr)}·v` : `v ← 0.9 v + g, w ← w − ${Qs(t.lab.lr)}·(g + 0.9 v)`,
			() => V(o) ? d(V(o)) : "the run ends here"
		]), K(e, i);
	};
	J(p, (e) => {
		V(i) && V(a) && V(u) && t.lab.weights && e(m);
	}), K(e, f), A();
}
Q(), Z();
var Jh = /* @__PURE__ */ G("<button> </button>"), Yh = /* @__PURE__ */ G("<nav aria-label=\"Beside the lab\" class=\"svelte-pal2eo\"></nav>");
function Xh(e, t) {
	k(t, !0);
	var n = Li(), r = I(n), i = (e) => {
		var n = Yh();
		Y(n, 21, () => t.panels.tabs, (e) => e.id, (e, n) => {
			let r = /* @__PURE__ */ j(() => t.panels.open && t.panels.tab === V(n).id);
			var i = Jh();
			let a;
			var o = L(i, !0);
			z(() => {
				a = io(i, 1, "button svelte-pal2eo", null, a, { shown: V(r) }), X(i, "aria-expanded", V(r)), X(i, "aria-controls", V(r) ? "beside-the-lab" : void 0), q(o, V(n).text);
			}), W("click", i, (e) => V(r) ? t.panels.close() : t.panels.show(V(n).id, e.currentTarget)), K(e, i);
		}), E(n), K(e, n);
	};
	J(r, (e) => {
		t.panels.tabs.length && e(i);
	}), K(e, n), A();
}
xi(["click"]), Z(), xf();
var Zh = class {
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
	#i = /* @__PURE__ */ j(() => this.lab.data ? df(this.lab.data) : null);
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
		let t = ff(this.points, e);
		this.change(t) && (this.chosen = t.y.length - 1);
	}
	move(e, t, n = !1) {
		this.points && (n && this.held === null && (this.held = this.points), this.chosen = e, this.change(pf(this.points, e, t), !n));
	}
	drop() {
		this.held && this.remember(this.held), this.held = null, this.frame = null;
	}
	set(e, t, n) {
		this.points && this.change(mf(this.points, e, t, n));
	}
	remove(e) {
		if (!this.points) return;
		let t = hf(this.points, e);
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
		this.lab.take(e, gf(e));
	}
};
// src/progress.svelte.ts
function Qh() {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}
function $h(e) {
	if (e.length > ag) throw new og("it is larger than 4 MB");
	let t;
	try {
		t = JSON.parse(e);
	} catch {
		throw new og("it is not JSON");
	}
	if (!lg(t) || t.format !== rg) throw new og("it is not marked as Downslope progress");
	if (!Number.isInteger(t.version) || t.version < 1) throw new og("it has no version");
	if (t.version > ig) throw new og(`it was written by a newer Downslope, version ${String(t.version)}`);
	if (!lg(t.records)) throw new og("it has no records");
	return Object.fromEntries(Object.entries(t.records).map(([e, t]) => [e, eg(e, t)]));
}
function eg(e, t) {
	if (!(e !== "__proto__" && lg(t) && Object.entries(t).every(([e, t]) => e !== "__proto__" && lg(t) && typeof t.at == "string"))) throw new og(`“${e.slice(0, 40)}” does not hold records`);
	return t;
}
var tg, ng, rg, ig, ag, og, sg, cg, lg, ug, dg = t((() => {
	Z(), tg = "downslope.progress", ng = "downslope.progress.aside", rg = "downslope-progress", ig = 1, ag = 4 * 2 ** 20, og = class extends Error {}, sg = class {
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
			return ug(ug(this.records, e) ?? {}, t) ?? null;
		}
		all(e) {
			return ug(this.records, e) ?? {};
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
						...ug(r, t),
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
			return cg(this.records);
		}
		import(e) {
			let t = $h(e);
			this.refresh();
			let n = { ...this.records }, r = 0;
			for (let [e, i] of Object.entries(t)) {
				let t = { ...ug(n, e) };
				for (let [e, n] of Object.entries(i)) {
					let i = ug(t, e), a = !i || n.at > i.at;
					t[e] = a ? {
						...i,
						...n
					} : {
						...n,
						...i
					}, (a || Object.keys(t[e]).length > Object.keys(i).length) && (r += 1);
				}
				n[e] = t;
			}
			return this.keep(n), r;
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
				this.records = $h(e);
			} catch (t) {
				this.putAside(e, t instanceof Error ? t.message : String(t));
			}
		}
		putAside(e, t) {
			this.records = {};
			try {
				let n = (this.store?.getItem("downslope.progress.aside") ?? e) === e ? ng : `${ng}.${Date.now()}`;
				this.store?.setItem(n, e), this.store?.removeItem(tg), this.notice = `The progress kept in this browser could not be read (${t}). It was moved to “${n}”, and a new record was started.`;
			} catch {
				this.lasts();
			}
		}
		keep(e) {
			if (this.records = e, !this.inMemory) try {
				this.store?.setItem(tg, cg(e));
			} catch {
				this.lasts();
			}
		}
		lasts() {
			this.inMemory = !0, this.notice = "This browser does not store data for this page, so your progress lasts until you leave. Export it to keep it.";
		}
	}, cg = (e) => JSON.stringify({
		format: rg,
		version: ig,
		records: e
	}, null, 1), lg = (e) => typeof e == "object" && !!e && !Array.isArray(e), ug = (e, t) => Object.hasOwn(e, t) ? e[t] : void 0;
})), fg, pg, mg, hg, gg, _g, vg, yg, bg = t((() => {
	Us(), fg = () => zs("lesson"), pg = (e, t) => Bs("experiment", {
		id: e,
		prediction: t
	}), mg = (e, t) => Bs("prompt", {
		id: e,
		answer: t
	}), hg = () => zs("quiz"), gg = (e, t) => Bs("quiz/pose", t === void 0 ? { id: e } : {
		id: e,
		seed: t
	}), _g = (e, t, n, r) => Bs("quiz/grade", {
		id: e,
		seed: t,
		answer: n,
		attempt: r
	}), vg = (e, t, n) => Bs("quiz/hint", {
		id: e,
		seed: t,
		step: n
	}), yg = (e, t) => Bs("open", {
		target: e,
		text: t
	});
}));
// src/panels/learn/setups.ts
function xg(e) {
	let [t, n, ...r] = e.trim().split(/[\s=]+/);
	if (t !== "downslope") return null;
	if (n === "lab" && r.length === 0) return Eg;
	if (n === "demo") return Sg(Eg, r);
	if (!Og.includes(n ?? "")) return null;
	let i = r.shift() ?? "";
	return i === "--case" ? Sg({
		verb: "compare",
		case: r.shift(),
		epochs: cf.epochs
	}, r) : /^[a-z]\w*$/.test(i) ? Sg({
		verb: "data",
		dataset: i,
		epochs: cf.epochs
	}, r) : null;
}
function Sg(e, t) {
	let n = { ...e };
	for (; t.length > 0;) {
		let e = t.shift() ?? "", r = Dg.find((t) => e === `--${t}`);
		if (e === "--standardize") n.standardize = !0;
		else if (e === "--rule") {
			let e = t.shift() ?? "";
			if (!Ag(e)) return null;
			n.rule = e;
		} else if (kg.includes(e)) t.shift();
		else if (r) {
			let e = Number(t.shift()?.split(",")[0]);
			if (!Number.isFinite(e)) return null;
			n[r] = e;
		} else return null;
	}
	return n;
}
function Cg(e, t) {
	let { descriptor: n } = t;
	return n.kind === "case" ? e.verb === "compare" && e.case === n.case : n.kind === "dataset" ? n.name === (e.dataset ?? e.case) : n.kind !== "lesson" || e.verb !== "train" || !Mg(e) || (e.rule ?? "gd") !== "gd" && e.rule !== t.rule ? !1 : [
		"n",
		"seed",
		"low",
		"high"
	].every((t) => e[t] === n[t]) && e.lr === t.lr && (e.standardize ?? !1) === t.standardize;
}
async function wg(e, t) {
	let n = Mg(t) ? Tg(t) : null;
	if (n === null || !await e.load(n)) return !1;
	e.recall({
		...e.runSettings(),
		rule: t.rule ?? "gd",
		loss: "mse",
		start: null,
		standardize: t.standardize ?? !1,
		lr: t.lr ?? e.lr,
		epochs: Math.min(t.epochs, sf.epochs[1])
	}), t.lr === void 0 && e.spectrum && e.setRate(im(e.spectrum, Xf[e.rule]));
	let r = typeof matchMedia == "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
	return e.rewind(), r ? e.jump(e.epochs) : e.togglePlay(), !0;
}
function Tg(e) {
	if (e.dataset) return {
		kind: "dataset",
		name: e.dataset
	};
	if (e.verb !== "compare") return Ng(e);
	let t = rf.find((t) => t === e.case);
	return t ? {
		kind: "case",
		case: t
	} : null;
}
var Eg, Dg, Og, kg, Ag, jg, Mg, Ng, Pg = t((() => {
	of(), _m(), Zf(), uf(), Eg = {
		verb: "train",
		lr: cf.lr,
		epochs: cf.epochs,
		n: af.n,
		noise: af.noise,
		seed: af.seed,
		low: af.low,
		high: af.high,
		standardize: !1
	}, Dg = [
		"lr",
		"epochs",
		"n",
		"noise",
		"seed"
	], Og = [
		"fit",
		"train",
		"sweep",
		"diagnose",
		"compare"
	], kg = ["--every", "--loss"], Ag = (e) => Object.hasOwn(Xf, e), jg = (e, t) => e.verb === t.verb && (e.case ?? "") === (t.case ?? "") && e.dataset === t.dataset && (e.verb !== "train" || [
		...Dg,
		"low",
		"high",
		"standardize"
	].every((n) => e[n] === t[n]) && (e.rule ?? "gd") === (t.rule ?? "gd") && (e.batch_size ?? 0) === (t.batch_size ?? 0)), Mg = (e) => e.verb !== "split" && !e.batch_size, Ng = (e) => ({
		kind: "lesson",
		n: e.n ?? af.n,
		noise: e.noise ?? af.noise,
		seed: e.seed ?? af.seed,
		low: e.low ?? af.low,
		high: e.high ?? af.high
	});
}));
dg(), Z(), Us(), bg(), Pg();
var Fg = class {
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
			this.lesson ??= await fg();
		} catch (e) {
			this.error = Ps(e);
		}
	}
	async loadQuiz() {
		this.error = "";
		try {
			this.quiz ??= (await hg()).items;
		} catch (e) {
			this.error = Ps(e);
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
		return t.experiments.some((t) => !this.isDone(t.id) && jg(t.setup, e));
	}
	#l = /* @__PURE__ */ j(() => (this.view === "lesson" ? this.section?.experiments ?? [] : []).some((e) => !this.isDone(e.id) && Cg(e.setup, this.lab)));
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
Z(), Ss();
var Ig = [
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
], Lg = "downslope.panel", Rg = "(min-width: 1180px)", zg = class {
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
		this.lab = e, this.editor = new Zh(e), this.progress = new sg(Qh()), this.tabs = Ig.filter((t) => e.shows(t.id === "data" ? "your-data" : t.id));
		let n = new URLSearchParams(t);
		this.learning = new Fg(e, this.progress, n.get("section"));
		let r = Bg(), i = n.get("panel") ?? r.tab;
		this.tab = this.tabs.find((e) => e.id === i)?.id ?? this.tabs[0]?.id ?? "learn";
		let a = typeof matchMedia == "function" && matchMedia("(min-width: 1180px)").matches;
		this.open = this.tabs.length > 0 && (n.has("panel") || a && r.open);
	}
	show(e, t) {
		this.opener = t ?? this.opener, this.tab = e, this.open = !0, this.remember();
	}
	close() {
		this.open = !1, this.remember(), Ur().then(() => this.opener?.focus({ preventScroll: !0 }));
	}
	reveal() {
		matchMedia("(min-width: 1180px)").matches || (this.close(), document.querySelector("main")?.scrollIntoView({ block: "start" }));
	}
	remember() {
		try {
			Qh()?.setItem(Lg, JSON.stringify({
				open: this.open,
				tab: this.tab
			}));
		} catch {}
	}
};
function Bg() {
	try {
		let { open: e, tab: t } = JSON.parse(Qh()?.getItem(Lg) ?? "{}") ?? {};
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
Z(), Mn(), lt(), U(), Mn(), lt(), U(), Mn(), lt(), U(), Mn(), lt(), U(), Mn(), lt(), U(), Oi(), Vi();
var Vg = class {
	#e;
	#t;
	constructor(e, t) {
		this.#e = e, this.#t = Bi(t);
	}
	get current() {
		return this.#t(), this.#e();
	}
}, Hg = /\(.+\)/, Ug = /* @__PURE__ */ new Set([
	"all",
	"print",
	"screen",
	"and",
	"or",
	"not",
	"only"
]), Wg = class extends Vg {
	constructor(e, t) {
		let n = Hg.test(e) || e.split(/[\s,]+/).some((e) => Ug.has(e.trim())) ? e : `(${e})`, r = window.matchMedia(n);
		super(() => r.matches, (e) => yi(r, "change", e));
	}
};
Vi(), Q(), Z();
var Gg = /* @__PURE__ */ G("<button role=\"tab\" class=\"svelte-14cd7wz\"> </button>"), Kg = /* @__PURE__ */ G("<div role=\"tablist\" tabindex=\"-1\" class=\"svelte-14cd7wz\"></div>");
function qg(e, t) {
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
	var i = Kg();
	Y(i, 21, () => t.tabs, (e) => e.id, (e, n) => {
		var r = Gg(), i = L(r, !0);
		z(() => {
			X(r, "id", `tab-${V(n).id ?? ""}`), X(r, "aria-selected", V(n).id === t.chosen), X(r, "aria-controls", V(n).id === t.chosen ? `panel-${V(n).id}` : void 0), X(r, "tabindex", V(n).id === t.chosen ? 0 : -1), q(i, V(n).text);
		}), W("click", r, () => t.onchoose(V(n).id)), K(e, r);
	}), E(i), z(() => X(i, "aria-label", t.label)), W("keydown", i, r), K(e, i), A();
}
xi(["keydown", "click"]);
// src/panels/learn/Contents.svelte?svelte&type=style&lang.css
var Jg = t((() => {}));
// src/panels/learn/Contents.svelte
function Yg(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.lesson?.sections ?? []), r = /* @__PURE__ */ j(() => V(n).reduce((e, t) => e + t.minutes, 0)), i = /* @__PURE__ */ j(() => V(n).filter((e) => t.learning.isRead(e.id)).length), a = /* @__PURE__ */ j(() => t.learning.next);
	var o = $g(), s = R(I(o), 2), c = L(s), l = R(s, 2), u = (e) => {
		var n = Xg(), r = L(n, !0);
		z(() => q(r, V(i) ? `Continue: ${V(a).title}` : "Begin")), W("click", n, () => t.learning.go(V(a).id)), K(e, n);
	};
	J(l, (e) => {
		V(a) && e(u);
	});
	var d = R(l, 2);
	Y(d, 23, () => V(n), (e) => e.id, (e, n, r) => {
		let i = /* @__PURE__ */ j(() => V(n).experiments), a = /* @__PURE__ */ j(() => V(i).filter((e) => t.learning.isDone(e.id)).length);
		var o = Qg(), s = F(o), c = F(s), l = L(c, !0), u = R(c, 2), d = F(u), f = L(d, !0), p = R(d, 2), m = L(p, !0), h = R(p, 2), g = F(h), _ = R(g), v = (e) => {
			K(e, Zg());
		}, y = /* @__PURE__ */ j(() => t.learning.isRead(V(n).id));
		J(_, (e) => {
			V(y) && e(v);
		}), E(h), E(u), E(s), E(o), z(() => {
			q(l, V(r) + 1), q(f, V(n).title), q(m, V(n).summary), q(g, `${V(n).minutes ?? ""} min${V(i).length ? ` · ${V(a)} of ${V(i).length} predicted` : ""}`);
		}), W("click", s, () => t.learning.go(V(n).id)), K(e, o);
	}), E(d), z(() => q(c, `${V(n).length ?? ""} sections, about ${V(r) ?? ""} minutes, and experiments to predict before you run them.
  ${V(i) ? `You have read ${V(i)}.` : ""}`)), K(e, o), A();
}
var Xg, Zg, Qg, $g, e_ = t((() => {
	Q(), Z(), Jg(), Xg = /* @__PURE__ */ G("<button class=\"button main\"> </button>"), Zg = /* @__PURE__ */ G("<span class=\"tick\">· ✓ read</span>"), Qg = /* @__PURE__ */ G("<li class=\"svelte-1lnwqnk\"><button class=\"svelte-1lnwqnk\"><span class=\"number svelte-1lnwqnk\" aria-hidden=\"true\"> </span> <span class=\"text svelte-1lnwqnk\"><span class=\"title svelte-1lnwqnk\"> </span> <span class=\"summary svelte-1lnwqnk\"> </span> <span class=\"eyebrow\"> <!></span></span></button></li>"), $g = /* @__PURE__ */ G("<h2>The lesson</h2> <p class=\"about svelte-1lnwqnk\"> </p> <!> <ol class=\"svelte-1lnwqnk\"></ol>", 1), xi(["click"]);
}));
// src/panels/side/markdown.ts
function t_(e) {
	let t = [], n = null, r = !1;
	for (let i of e.replaceAll("\r", "").split("\n")) {
		if (/^\s*```/.test(i)) {
			r = !r, n = r ? r_(t, "code") : null;
			continue;
		}
		let e = r ? "code" : n_(i, n);
		e === null ? n = null : (n?.kind !== e && (n = r_(t, e)), e === "list" && !/^\s*[-*] /.test(i) ? n.lines[n.lines.length - 1] += ` ${i.trim()}` : n.lines.push(e === "code" ? i.replace(r ? "" : /^ {4}/, "") : i.trim().replace(e === "list" ? /^[-*] / : "", "")));
	}
	return t;
}
function n_(e, t) {
	return e.trim() === "" ? null : /^ {4}/.test(e) && t?.kind !== "text" && t?.kind !== "list" ? "code" : /^\s*[-*] /.test(e) || t?.kind === "list" ? "list" : "text";
}
function r_(e, t) {
	let n = {
		kind: t,
		lines: []
	};
	return e.push(n), n;
}
function i_(e) {
	let t = [], n = 0;
	for (let r of e.matchAll(a_)) {
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
var a_, o_ = t((() => {
	a_ = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;
}));
// src/panels/side/Words.svelte
function s_(e, t) {
	k(t, !0);
	var n = Li();
	Y(I(n), 17, () => i_(t.text), va, (e, t) => {
		var n = Li(), r = I(n), i = (e) => {
			var n = c_(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, a = (e) => {
			var n = l_(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, o = (e) => {
			var n = u_(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, s = (e) => {
			var n = Ii();
			z(() => q(n, V(t).text)), K(e, n);
		};
		J(r, (e) => {
			V(t).kind === "code" ? e(i) : V(t).kind === "strong" ? e(a, 1) : V(t).kind === "em" ? e(o, 2) : e(s, -1);
		}), K(e, n);
	}), K(e, n), A();
}
var c_, l_, u_, d_ = t((() => {
	Q(), Z(), o_(), c_ = /* @__PURE__ */ G("<code> </code>"), l_ = /* @__PURE__ */ G("<strong> </strong>"), u_ = /* @__PURE__ */ G("<em> </em>");
}));
// src/panels/side/Markdown.svelte
function f_(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t_(t.text));
	var r = Li();
	Y(I(r), 17, () => V(n), va, (e, t) => {
		var n = Li(), r = I(n), i = (e) => {
			var n = p_(), r = L(F(n), !0);
			E(n), z((e) => q(r, e), [() => V(t).lines.join("\n")]), K(e, n);
		}, a = (e) => {
			var n = h_();
			Y(n, 21, () => V(t).lines, va, (e, t) => {
				var n = m_();
				s_(F(n), { get text() {
					return V(t);
				} }), E(n), K(e, n);
			}), E(n), K(e, n);
		}, o = (e) => {
			var n = g_(), r = F(n);
			{
				let e = /* @__PURE__ */ j(() => V(t).lines.join(" "));
				s_(r, { get text() {
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
var p_, m_, h_, g_, __ = t((() => {
	Q(), Z(), o_(), d_(), p_ = /* @__PURE__ */ G("<pre tabindex=\"0\"><code> </code></pre>"), m_ = /* @__PURE__ */ G("<li><!></li>"), h_ = /* @__PURE__ */ G("<ul></ul>"), g_ = /* @__PURE__ */ G("<p><!></p>");
})), v_ = t((() => {}));
// src/panels/side/CopyButton.svelte
function y_(e, t) {
	k(t, !0);
	let n = ps(t, "label", 3, "Copy"), r = ps(t, "main", 3, !1), i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(void 0);
	async function o() {
		try {
			await navigator.clipboard.writeText(t.text), P(i, "copied");
		} catch {
			P(i, "by hand"), await Ur(), V(a)?.focus(), V(a)?.select();
		}
	}
	or(() => {
		t.text, P(i, "");
	});
	var s = { copy: o }, c = x_(), l = I(c), u = F(l);
	let d;
	var f = L(u, !0), p = L(R(u, 2), !0);
	E(l);
	var m = R(l, 2), h = (e) => {
		var n = b_(), r = R(F(n), 2);
		kt(r), ts(r, (e) => P(a, e), () => V(a)), E(n), z(() => bo(r, t.text)), K(e, n);
	};
	return J(m, (e) => {
		V(i) === "by hand" && e(h);
	}), z(() => {
		d = io(u, 1, "button", null, d, { main: r() }), q(f, V(i) === "copied" ? "Copied" : n()), q(p, V(i) === "copied" ? "Copied." : "");
	}), W("click", u, o), K(e, c), A(s);
}
var b_, x_, S_ = t((() => {
	Q(), Z(), Ss(), v_(), b_ = /* @__PURE__ */ G("<label class=\"by-hand svelte-19eczn6\"><span>The browser does not allow access to the clipboard. The text is selected: copy it with Ctrl+C (⌘C).</span> <textarea readonly=\"\" rows=\"5\" class=\"svelte-19eczn6\"></textarea></label>"), x_ = /* @__PURE__ */ G("<span class=\"copy svelte-19eczn6\"><button> </button> <span class=\"hidden-visually\" role=\"status\"> </span></span> <!>", 1), xi(["click"]);
})), C_ = t((() => {}));
// src/panels/side/OpenIn.svelte
function w_(e, t) {
	let n = Ri();
	k(t, !0);
	let r = /* @__PURE__ */ N(""), i = /* @__PURE__ */ N(null), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ N(void 0), s = /* @__PURE__ */ j(() => t.targets.find((e) => e.name === V(r)) ?? t.targets[0]);
	or(() => {
		if (!V(s) || !t.text) return;
		let [e, n] = [V(s).name, t.text];
		P(i, null), P(a, "");
		let r = !1, o = setTimeout(() => {
			yg(e, n).then((e) => r || P(i, e)).catch((e) => r || P(a, Ps(e), !0));
		}, 300);
		return () => {
			r = !0, clearTimeout(o);
		};
	});
	var c = A_(), l = I(c), u = F(l), d = R(u, 2);
	Y(d, 21, () => t.targets, (e) => e.name, (e, t) => {
		var n = T_(), r = L(n, !0), i = {};
		z(() => {
			q(r, V(t).title), i !== (i = V(t).name) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), E(d);
	var f;
	mo(d);
	var p = R(d, 2), m = (e) => {
		var t = E_(), n = L(t);
		z(() => {
			X(t, "href", V(i).url), q(n, `Open in ${V(s)?.title ?? ""}`);
		}), W("click", t, () => void V(o)?.copy()), K(e, t);
	}, h = (e) => {
		var t = D_(), n = L(t);
		z(() => q(n, `Open in ${V(s)?.title ?? ""}`)), K(e, t);
	};
	J(p, (e) => {
		V(i)?.url ? e(m) : e(h, -1);
	}), ts(y_(R(p, 2), {
		get text() {
			return t.text;
		},
		label: "Copy the prompt"
	}), (e) => P(o, e, !0), () => V(o)), E(l);
	var g = R(l, 2), _ = (e) => {
		var t = O_(), n = L(t);
		z(() => q(n, `${V(s).title ?? ""}: ${V(s).note ?? ""}. Opening it also copies the whole prompt.`)), K(e, t);
	};
	J(g, (e) => {
		V(s)?.note && e(_);
	});
	var v = R(g, 2), y = (e) => {
		var t = k_(), n = L(t, !0);
		z(() => q(n, V(a))), K(e, t);
	};
	J(v, (e) => {
		V(a) && e(y);
	}), z(() => {
		X(u, "for", n), X(d, "id", n), f !== (f = V(s)?.name) && (d.value = (d.__value = f) ?? "", po(d, f));
	}), W("change", d, (e) => P(r, e.currentTarget.value, !0)), K(e, c), A();
}
var T_, E_, D_, O_, k_, A_, j_ = t((() => {
	Q(), Z(), Us(), bg(), S_(), C_(), T_ = /* @__PURE__ */ G("<option> </option>"), E_ = /* @__PURE__ */ G("<a class=\"button svelte-16fi1gk\" target=\"_blank\" rel=\"noopener noreferrer\"> </a>"), D_ = /* @__PURE__ */ G("<span class=\"button waiting svelte-16fi1gk\" aria-disabled=\"true\"> </span>"), O_ = /* @__PURE__ */ G("<p class=\"note svelte-16fi1gk\"> </p>"), k_ = /* @__PURE__ */ G("<p class=\"bad svelte-16fi1gk\" role=\"alert\"> </p>"), A_ = /* @__PURE__ */ G("<div class=\"row svelte-16fi1gk\"><label class=\"hidden-visually\">Which AI</label> <select></select> <!> <!></div> <!> <!>", 1), xi(["change", "click"]);
})), M_ = t((() => {}));
// src/panels/learn/PromptCard.svelte
function N_(e, t) {
	let n = Ri();
	k(t, !0);
	let r = ps(t, "level", 3, 4), i = /* @__PURE__ */ j(() => t.learning.progress.get("answer", t.prompt.id)), a = /* @__PURE__ */ N(Nn(typeof V(i)?.text == "string" ? V(i).text : "")), o = /* @__PURE__ */ N(null), s = /* @__PURE__ */ N(""), c = /* @__PURE__ */ N(void 0), l, u = /* @__PURE__ */ j(() => Array.isArray(V(i)?.met) ? V(i).met.map(String) : []), d = (e) => V(o)?.rubric.reduce((t, n) => t + (e.includes(n.id) ? n.worth : 0), 0) ?? 0, f = /* @__PURE__ */ j(() => [t.prompt.text, V(a).trim() && `My own answer so far:\n${V(a).trim()}\n\nTell me what is right in it and what is missing, and give me hints before answers. Check every number by a calculation.`].filter(Boolean).join("\n\n"));
	function p() {
		clearTimeout(l), l = setTimeout(() => t.learning.progress.record("answer", t.prompt.id, { text: V(a) }), 500);
	}
	async function m() {
		if (V(a).trim() === "") P(s, "Write your own answer first: a few sentences are enough.");
		else {
			P(s, "");
			try {
				P(o, await mg(t.prompt.id, V(a))), t.learning.progress.record("answer", t.prompt.id, {
					text: V(a),
					opened: !0
				}), await Ur();
				for (let e of V(c)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
				V(c)?.focus();
			} catch (e) {
				P(s, Ps(e), !0);
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
	var g = L_(), _ = F(g);
	Va(_, () => `h${r()}`, !1, (e, r) => {
		Co(e, () => ({
			class: "title",
			id: `${n}-title`
		}), void 0, void 0, void 0, "svelte-153dzva");
		var i = Ii();
		z(() => q(i, t.prompt.title)), K(r, i);
	});
	var v = R(_, 2);
	f_(F(v), { get text() {
		return t.prompt.text;
	} }), E(v);
	var y = R(v, 2), b = R(y, 2);
	kt(b);
	var x = R(b, 2), S = (e) => {
		var t = P_(), r = L(t, !0);
		z(() => {
			X(t, "id", `${n}-error`), q(r, V(s));
		}), K(e, t);
	};
	J(x, (e) => {
		V(s) && e(S);
	});
	var C = R(x, 2), ee = L(C), te = R(C, 2), w = F(te);
	{
		let e = /* @__PURE__ */ j(() => t.learning.lesson?.targets ?? []);
		w_(w, {
			get text() {
				return V(f);
			},
			get targets() {
				return V(e);
			}
		});
	}
	E(te);
	var ne = R(te, 2), re = (e) => {
		var i = I_(), a = F(i);
		Va(a, () => `h${r() + 1}`, !1, (e, t) => {
			io(e, 0, "part svelte-153dzva"), K(t, Ii("A worked answer"));
		});
		var s = R(a, 2);
		Oa(s, () => V(o).answer_html, !0), E(s);
		var l = R(s, 2);
		Va(l, () => `h${r() + 1}`, !1, (e, t) => {
			Co(e, () => ({
				class: "part",
				id: `${n}-rubric`
			}), void 0, void 0, void 0, "svelte-153dzva"), K(t, Ii("What did your answer say?"));
		});
		var f = R(l, 2);
		Y(f, 21, () => V(o).rubric, (e) => e.id, (e, t) => {
			var n = F_(), r = F(n);
			yo(r);
			var i = R(r, 2), a = F(i);
			s_(a, { get text() {
				return V(t).claim;
			} });
			var o = R(a, 2), s = L(o), c = R(o, 2);
			s_(R(F(c)), { get text() {
				return V(t).verify;
			} }), E(c), E(i), E(n), z((e) => {
				xo(r, e), q(s, `(${V(t).worth ?? ""})`);
			}, [() => V(u).includes(V(t).id)]), W("change", r, (e) => h(V(t).id, e.currentTarget.checked)), K(e, n);
		}), E(f);
		var p = L(R(f, 2));
		E(i), ts(i, (e) => P(c, e), () => V(c)), z((e) => {
			X(f, "aria-labelledby", `${n}-rubric`), q(p, `${e ?? ""} of ${t.prompt.worth ?? ""} points, by your own judgment.`);
		}, [() => d(V(u))]), K(e, i);
	};
	J(ne, (e) => {
		V(o) && e(re);
	}), E(g), z(() => {
		X(g, "aria-labelledby", `${n}-title`), X(g, "data-prompt", t.prompt.id), X(y, "for", `${n}-text`), X(b, "id", `${n}-text`), X(b, "aria-describedby", V(s) ? `${n}-error` : void 0);
	}), W("input", b, p), zo(b, () => V(a), (e) => P(a, e)), W("click", ee, m), K(e, g), A();
}
var P_, F_, I_, L_, R_ = t((() => {
	Q(), Z(), Ss(), Us(), __(), j_(), d_(), bg(), M_(), P_ = /* @__PURE__ */ G("<p class=\"error svelte-153dzva\" role=\"alert\"> </p>"), F_ = /* @__PURE__ */ G("<label class=\"point svelte-153dzva\"><input type=\"checkbox\" class=\"svelte-153dzva\"/> <span><!> <span class=\"eyebrow\"> </span> <span class=\"verify svelte-153dzva\">Check it: <!></span></span></label>"), I_ = /* @__PURE__ */ G("<div class=\"worked\" tabindex=\"-1\"><!>  <div class=\"prose small\"></div> <!> <div role=\"group\"></div> <p class=\"sum svelte-153dzva\" role=\"status\"> </p></div>"), L_ = /* @__PURE__ */ G("<section class=\"card svelte-153dzva\"><!> <div class=\"prose small\"><!></div> <label class=\"eyebrow\">Your answer, in your own words</label> <textarea rows=\"6\" class=\"svelte-153dzva\"></textarea> <!> <div class=\"actions\"><button class=\"button main\">Compare with a worked answer</button></div> <div class=\"ai svelte-153dzva\"><!></div> <!></section>"), xi([
		"input",
		"click",
		"change"
	]);
})), z_ = t((() => {}));
// src/panels/learn/OwnWords.svelte
function B_(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.lesson?.prompts ?? []);
	var r = H_(), i = R(I(r), 2), a = L(i), o = R(i, 2);
	Y(o, 17, () => V(n), (e) => e.id, (e, n) => {
		N_(e, {
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
		K(e, V_());
	};
	J(s, (e) => {
		V(n).length === 0 && e(c);
	}), z(() => q(a, `${V(n).length ?? ""} questions that build on each other. Answer first, then compare your answer with a worked one, or show
  it to an AI that is asked to give hints before answers.`)), K(e, r), A();
}
var V_, H_, U_ = t((() => {
	Q(), Z(), R_(), z_(), V_ = /* @__PURE__ */ G("<p class=\"about svelte-bfi6rh\">This lesson has no such questions.</p>"), H_ = /* @__PURE__ */ G("<h2>In your own words</h2> <p class=\"about svelte-bfi6rh\"> </p> <!> <!>", 1);
}));
// src/panels/side/saving.ts
function W_(e, t, n) {
	let r = URL.createObjectURL(new Blob([t], { type: n })), i = document.createElement("a");
	i.href = r, i.download = e, i.click(), setTimeout(() => URL.revokeObjectURL(r), 1e3);
}
var G_ = t((() => {})), K_ = t((() => {}));
// src/panels/learn/ProgressView.svelte
function q_(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.progress), r = /* @__PURE__ */ N(""), i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(!1), o = /* @__PURE__ */ N(void 0);
	bs(() => void t.learning.loadQuiz());
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
				let t = V(n).import(await e.text());
				P(r, `${t} record${t === 1 ? "" : "s"} imported from ${e.name}.`);
			} catch (t) {
				P(i, t instanceof og ? `${e.name} cannot be imported (${t.message}): nothing was changed.` : String(t), !0);
			}
			V(o) && (V(o).value = "");
		}
	}
	function u() {
		V(n).reset(), P(a, !1), P(r, "All progress was deleted.");
	}
	var d = $_(), f = R(I(d), 2);
	Y(f, 21, () => V(s), (e) => e.text, (e, t) => {
		var n = J_(), r = F(n), i = L(r, !0), a = R(r, 2), o = L(a), s = R(a, 2), c = F(s);
		let l;
		E(s), E(n), z(() => {
			q(i, V(t).text), q(o, `${V(t).done ?? ""} of ${V(t).all ?? ""}`), l = so(c, "", l, { width: `${V(t).all ? 100 * V(t).done / V(t).all : 0}%` });
		}), K(e, n);
	}), E(f);
	var p = R(f, 2), m = (e) => {
		var t = Y_(), n = L(t);
		z(() => q(n, `${V(c) === 1 ? "1 prediction was" : `${V(c)} predictions were`} right. Wrong ones teach more.`)), K(e, t);
	};
	J(p, (e) => {
		V(c) && e(m);
	});
	var h = R(p, 4), g = F(h), _ = R(g, 2), v = R(_, 2);
	ts(v, (e) => P(o, e), () => V(o));
	var y = R(v, 2), b = (e) => {
		var t = X_(), r = F(t), i = R(r), o = R(i, 2);
		E(t), z(() => q(r, `Delete all ${V(n).count ?? ""} records? `)), W("click", i, u), W("click", o, () => P(a, !1)), K(e, t);
	}, x = (e) => {
		var t = Z_();
		z(() => t.disabled = V(n).count === 0), W("click", t, () => P(a, !0)), K(e, t);
	};
	J(y, (e) => {
		V(a) ? e(b) : e(x, -1);
	}), E(h);
	var S = R(h, 2), C = L(S, !0), ee = R(S, 2), te = (e) => {
		var t = Q_(), n = L(t, !0);
		z(() => q(n, V(i))), K(e, t);
	};
	J(ee, (e) => {
		V(i) && e(te);
	}), z(() => q(C, V(r))), W("click", g, () => W_("progress.json", V(n).export(), "application/json")), W("click", _, () => V(o)?.click()), W("change", v, () => l(V(o)?.files?.[0])), K(e, d), A();
}
var J_, Y_, X_, Z_, Q_, $_, ev = t((() => {
	Q(), Z(), dg(), G_(), Ss(), K_(), J_ = /* @__PURE__ */ G("<div class=\"svelte-nxln5o\"><dt> </dt> <dd class=\"svelte-nxln5o\"> </dd> <dd class=\"bar svelte-nxln5o\" aria-hidden=\"true\"><span class=\"svelte-nxln5o\"></span></dd></div>"), Y_ = /* @__PURE__ */ G("<p class=\"about svelte-nxln5o\"> </p>"), X_ = /* @__PURE__ */ G("<span class=\"ask svelte-nxln5o\" role=\"group\" aria-label=\"Delete all progress?\"> <button class=\"button main\">Yes, delete</button> <button class=\"button\">No</button></span>"), Z_ = /* @__PURE__ */ G("<button class=\"button quiet\">Reset…</button>"), Q_ = /* @__PURE__ */ G("<p class=\"bad svelte-nxln5o\" role=\"alert\"> </p>"), $_ = /* @__PURE__ */ G("<h2>Your progress</h2> <dl class=\"svelte-nxln5o\"></dl> <!> <p class=\"about svelte-nxln5o\">Your progress is kept in this browser only. To move it to another browser or to the terminal, export it as a file: <code class=\"svelte-nxln5o\">downslope quiz --import progress.json</code>.</p> <div class=\"actions\"><button class=\"button\">Export</button> <button class=\"button\">Import…</button> <input class=\"hidden-visually\" type=\"file\" accept=\".json,application/json\" tabindex=\"-1\" aria-label=\"Progress file\"/> <!></div> <p class=\"said svelte-nxln5o\" role=\"status\"> </p> <!>", 1), xi(["click", "change"]);
}));
// src/panels/learn/question.svelte.ts
function tv(e) {
	return Array.isArray(e) ? e.flatMap((e) => typeof e?.answer == "string" && typeof e.feedback == "string" ? [{
		answer: e.answer,
		correct: e.correct === !0,
		feedback: e.feedback
	}] : []) : [];
}
var nv, rv, iv = t((() => {
	Z(), Us(), bg(), nv = class {
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
				this.posed = await gg(this.id, n), this.replies = n === void 0 ? [] : tv(t?.replies), this.hints = n === void 0 ? [] : rv(t?.hints), this.told = null;
			});
		}
		async answer(e) {
			let { posed: t } = this;
			t && !this.over && await this.attempt(async () => {
				let n = await _g(this.id, t.seed, e, this.replies.length + 1);
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
				let t = await vg(this.id, e.seed, this.hints.length + 1);
				t.hint && (this.hints = [...this.hints, t.hint]);
			});
		}
		async attempt(e) {
			this.error = "", this.busy = !0;
			try {
				await e();
			} catch (e) {
				this.error = Ps(e);
			} finally {
				this.busy = !1;
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
	}, rv = (e) => Array.isArray(e) ? e.filter((e) => typeof e == "string") : [];
})), av = t((() => {}));
// src/panels/learn/QuizQuestion.svelte
function ov(e, t) {
	let n = Ri();
	k(t, !0);
	let r = [], i = ps(t, "learning", 7), a = new nv(i(), t.entry.id), o = /* @__PURE__ */ N(""), s = /* @__PURE__ */ N(!1), c = /* @__PURE__ */ N(void 0), l = /* @__PURE__ */ N(void 0), u = /* @__PURE__ */ j(() => a.posed), d = /* @__PURE__ */ j(() => a.replies.at(-1)), f = /* @__PURE__ */ j(() => i().nextItem(t.entry.id)), p = (e) => a.replies.find((t) => t.answer === e)?.feedback ?? "", m = {
		choice: "Choose",
		numeric: "A number",
		predict: "Predict"
	};
	bs(async () => {
		await a.open(), await Ur(), V(c)?.focus({ preventScroll: !0 });
	});
	async function h() {
		P(s, V(o).trim() === ""), V(s) || (await a.answer(V(o).trim()), await Ur(), a.over ? V(l)?.focus() : V(u)?.options.length && P(o, ""));
	}
	async function g() {
		P(o, ""), await a.open(!0), await Ur(), V(c)?.focus();
	}
	var _ = Li(), v = I(_), y = (e) => {
		var _ = Sv(), v = F(_), y = L(v), b = R(v, 2);
		f_(F(b), { get text() {
			return V(u).stem;
		} }), E(b), ts(b, (e) => P(c, e), () => V(c));
		var x = R(b, 2), S = F(x), C = (e) => {
			var t = lv();
			Y(R(F(t), 2), 17, () => V(u).options, (e) => e.letter, (e, t) => {
				let i = /* @__PURE__ */ j(() => p(V(t).letter)), s = /* @__PURE__ */ j(() => a.replies.some((e) => e.answer === V(t).letter && e.correct));
				var c = cv();
				let l;
				var u = F(c);
				yo(u);
				var d, f = R(u, 2), m = F(f);
				s_(m, { get text() {
					return V(t).text;
				} });
				var h = R(m), g = (e) => {
					var t = sv(), n = F(t, !0);
					s_(R(n), { get text() {
						return V(i);
					} }), E(t), z(() => q(n, V(s) ? "✓ " : "✗ ")), K(e, t);
				};
				J(h, (e) => {
					V(i) && e(g);
				}), E(f), E(c), z(() => {
					l = io(c, 1, "option svelte-v4uh61", null, l, {
						wrong: V(i) && !V(s),
						good: V(s)
					}), X(u, "name", n), u.disabled = V(i) !== "", d !== (d = V(t).letter) && (u.value = (u.__value = d) ?? "");
				}), Bo(r, [], u, () => (V(t).letter, V(o)), (e) => P(o, e)), K(e, c);
			}), E(t), z(() => t.disabled = a.over), K(e, t);
		}, ee = (e) => {
			var t = fv(), r = I(t), i = F(r), s = R(i, 2);
			yo(s);
			var c = R(s, 2), l = (e) => {
				var t = uv(), n = L(t, !0);
				z(() => q(n, V(u).unit)), K(e, t);
			};
			J(c, (e) => {
				V(u).unit && e(l);
			}), E(r), Y(R(r, 2), 17, () => a.replies, va, (e, t) => {
				var n = dv();
				let r;
				var i = F(n);
				s_(R(i), { get text() {
					return V(t).feedback;
				} }), E(n), z(() => {
					r = io(n, 1, "reply svelte-v4uh61", null, r, { good: V(t).correct }), q(i, `${V(t).correct ? "✓" : "✗"} ${V(t).answer ?? ""}: `);
				}), K(e, n);
			}), z(() => {
				X(i, "for", `${n}-number`), X(s, "id", `${n}-number`), s.disabled = a.over;
			}), zo(s, () => V(o), (e) => P(o, e)), K(e, t);
		};
		J(S, (e) => {
			V(u).options.length ? e(C) : e(ee, -1);
		});
		var te = R(S, 2), w = (e) => {
			var t = pv(), n = L(t, !0);
			z(() => q(n, V(u).options.length ? "Choose one of the options first." : "Enter a number first.")), K(e, t);
		};
		J(te, (e) => {
			V(s) && e(w);
		});
		var ne = R(te, 2), re = (e) => {
			var t = pv(), n = L(t, !0);
			z(() => q(n, a.error)), K(e, t);
		};
		J(ne, (e) => {
			a.error && e(re);
		});
		var ie = R(ne, 2), ae = (e) => {
			var t = hv();
			Y(t, 21, () => a.hints, va, (e, t) => {
				var n = mv();
				s_(F(n), { get text() {
					return V(t);
				} }), E(n), K(e, n);
			}), E(t), K(e, t);
		};
		J(ie, (e) => {
			a.hints.length && e(ae);
		});
		var oe = R(ie, 2), se = (e) => {
			var t = vv(), n = F(t), r = R(n, 2), o = (e) => {
				var t = gv(), n = L(t, !0);
				z(() => {
					t.disabled = a.busy, q(n, a.hints.length ? "Another hint" : "A hint");
				}), W("click", t, () => a.nextHint()), K(e, t);
			};
			J(r, (e) => {
				a.hints.length < V(u).hint_count && e(o);
			});
			var s = R(r, 2), c = (e) => {
				var t = _v();
				W("click", t, () => i().itemId = V(f).id), K(e, t);
			};
			J(s, (e) => {
				V(f) && e(c);
			}), E(t), z(() => n.disabled = a.busy), K(e, t);
		};
		J(oe, (e) => {
			a.over || e(se);
		}), E(x);
		var ce = R(x, 2), le = L(ce, !0), ue = R(ce, 2), de = (e) => {
			var t = xv(), n = I(t);
			let r;
			var o = F(n), s = F(o), c = L(s, !0);
			s_(R(s, 2), { get text() {
				return a.told.answer;
			} }), E(o);
			var u = R(o, 2);
			f_(F(u), { get text() {
				return a.told.why;
			} }), E(u), E(n), ts(n, (e) => P(l, e), () => V(l));
			var d = R(n, 2), p = F(d), m = (e) => {
				var t = yv();
				W("click", t, () => i().itemId = V(f).id), K(e, t);
			}, h = (e) => {
				K(e, bv());
			};
			J(p, (e) => {
				V(f) ? e(m) : e(h, -1);
			});
			var _ = R(p, 2), v = R(_, 2);
			E(d), z(() => {
				r = io(n, 1, "told svelte-v4uh61", null, r, { right: a.correct }), q(c, a.correct ? "✓ Right." : "✗ Not this time.");
			}), W("click", _, g), W("click", v, () => i().itemId = null), K(e, t);
		};
		J(ue, (e) => {
			a.told && e(de);
		}), E(_), z((e) => {
			X(_, "data-item", t.entry.id), X(_, "data-over", a.over), q(y, `${e ?? ""} · ${m[V(u).kind] ?? V(u).kind ?? ""} · level ${V(u).level ?? ""} of 3`), q(le, V(d) && !a.over ? `${V(d).correct ? "Right" : "Wrong"}. ${V(d).feedback}` : "");
		}, [() => i().titleOf(V(u).topic)]), bi("submit", x, (e) => {
			e.preventDefault(), h();
		}), K(e, _);
	}, b = (e) => {
		var t = Cv(), n = F(t), r = R(n);
		E(t), z(() => q(n, `${a.error ?? ""} `)), W("click", r, () => a.open()), K(e, t);
	}, x = (e) => {
		K(e, wv());
	};
	J(v, (e) => {
		V(u) ? e(y) : a.error ? e(b, 1) : e(x, -1);
	}), K(e, _), A();
}
var sv, cv, lv, uv, dv, fv, pv, mv, hv, gv, _v, vv, yv, bv, xv, Sv, Cv, wv, Tv = t((() => {
	Q(), Z(), Ss(), __(), d_(), iv(), av(), sv = /* @__PURE__ */ G("<span class=\"reply svelte-v4uh61\"> <!></span>"), cv = /* @__PURE__ */ G("<label><input type=\"radio\" class=\"svelte-v4uh61\"/> <span><!><!></span></label>"), lv = /* @__PURE__ */ G("<fieldset class=\"svelte-v4uh61\"><legend class=\"hidden-visually\">Your answer</legend> <!></fieldset>"), uv = /* @__PURE__ */ G("<span> </span>"), dv = /* @__PURE__ */ G("<p> <!></p>"), fv = /* @__PURE__ */ G("<p class=\"number svelte-v4uh61\"><label>Your answer</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-v4uh61\"/> <!></p> <!>", 1), pv = /* @__PURE__ */ G("<p class=\"error svelte-v4uh61\" role=\"alert\"> </p>"), mv = /* @__PURE__ */ G("<li><!></li>"), hv = /* @__PURE__ */ G("<ol class=\"hints svelte-v4uh61\" aria-label=\"Hints\"></ol>"), gv = /* @__PURE__ */ G("<button class=\"button\" type=\"button\"> </button>"), _v = /* @__PURE__ */ G("<button class=\"button quiet\" type=\"button\">Later</button>"), vv = /* @__PURE__ */ G("<div class=\"actions\"><button class=\"button main\" type=\"submit\">Answer</button> <!> <!></div>"), yv = /* @__PURE__ */ G("<button class=\"button main\">Next question</button>"), bv = /* @__PURE__ */ G("<p class=\"done svelte-v4uh61\">You have answered all of these correctly.</p>"), xv = /* @__PURE__ */ G("<div tabindex=\"-1\" role=\"status\"><p class=\"svelte-v4uh61\"><strong class=\"svelte-v4uh61\"> </strong> The answer: <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button\">Again with other numbers</button> <button class=\"button quiet\">All topics</button></div>", 1), Sv = /* @__PURE__ */ G("<article class=\"svelte-v4uh61\"><p class=\"eyebrow\"> </p> <div class=\"prose stem svelte-v4uh61\" tabindex=\"-1\"><!></div> <form><!> <!> <!> <!> <!></form> <p class=\"hidden-visually\" role=\"status\"> </p> <!></article>"), Cv = /* @__PURE__ */ G("<p class=\"error svelte-v4uh61\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), wv = /* @__PURE__ */ G("<p class=\"eyebrow\">Loading…</p>"), xi(["click"]);
})), Ev = t((() => {}));
// src/panels/learn/Quiz.svelte
function Dv(e, t) {
	k(t, !0);
	let n = ps(t, "learning", 7);
	bs(() => void n().loadQuiz());
	let r = /* @__PURE__ */ j(() => [...new Set((n().quiz ?? []).map((e) => e.topic))]), i = /* @__PURE__ */ j(() => (n().quiz ?? []).filter((e) => n().isRight(e.id)).length), a = /* @__PURE__ */ j(() => n().quiz?.find((e) => e.id === n().itemId) ?? null);
	function o(e) {
		n().topic = e, n().itemId = n().nextItem(null)?.id ?? s(e)[0]?.id ?? null;
	}
	let s = (e) => (n().quiz ?? []).filter((t) => e === null || t.topic === e);
	var c = Li(), l = I(c), u = (e) => {
		var t = Ov(), r = I(t);
		ma(R(r, 2), () => V(a).id, (e) => {
			ov(e, {
				get learning() {
					return n();
				},
				get entry() {
					return V(a);
				}
			});
		}), W("click", r, () => n().itemId = null), K(e, t);
	}, d = (e) => {
		var t = Av(), a = R(I(t), 2), c = L(a), l = R(a, 2), u = L(l, !0), d = R(l, 2);
		Y(d, 20, () => V(r), (e) => e, (e, t) => {
			let r = /* @__PURE__ */ j(() => s(t)), i = /* @__PURE__ */ j(() => V(r).filter((e) => n().isRight(e.id)).length);
			var a = kv(), c = F(a), l = F(c), u = L(l, !0), d = R(l, 2), f = L(d), p = R(d, 2);
			E(c), E(a), z((e, t) => {
				q(u, e), q(f, `${V(i) ?? ""} of ${V(r).length ?? ""} right`), X(p, "max", V(r).length), bo(p, V(i)), X(p, "aria-label", `${t ?? ""}: questions right`);
			}, [() => n().titleOf(t), () => n().titleOf(t)]), W("click", c, () => o(t)), K(e, a);
		}), E(d), z(() => {
			q(c, `${n().quiz.length ?? ""} questions. The numbers are new each time, and every answer gets its own reply.
    ${V(i) ? `You have ${V(i)} right.` : ""}`), q(u, V(i) ? "Continue" : "Begin");
		}), W("click", l, () => o(null)), K(e, t);
	}, f = (e) => {
		K(e, jv());
	};
	J(l, (e) => {
		V(a) ? e(u) : n().quiz ? e(d, 1) : n().error || e(f, 2);
	}), K(e, c), A();
}
var Ov, kv, Av, jv, Mv = t((() => {
	Q(), Z(), Ss(), Tv(), Ev(), Ov = /* @__PURE__ */ G("<button class=\"button quiet back svelte-1btdkdl\">← All topics</button> <!>", 1), kv = /* @__PURE__ */ G("<li class=\"svelte-1btdkdl\"><button class=\"svelte-1btdkdl\"><span class=\"title svelte-1btdkdl\"> </span> <span class=\"eyebrow\"> </span> <progress class=\"svelte-1btdkdl\"></progress></button></li>"), Av = /* @__PURE__ */ G("<h2>Quiz</h2> <p class=\"about svelte-1btdkdl\"> </p> <button class=\"button main\"> </button> <ul class=\"svelte-1btdkdl\"></ul>", 1), jv = /* @__PURE__ */ G("<p class=\"about svelte-1btdkdl\">Loading the quiz…</p>"), xi(["click"]);
})), Nv = t((() => {}));
// src/panels/learn/ExperimentCard.svelte
function Pv(e, t) {
	let n = Ri();
	k(t, !0);
	let r = [], i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ N(!1), s = /* @__PURE__ */ N(void 0), c = /* @__PURE__ */ j(() => t.learning.progress.get("prediction", t.experiment.id)), l = /* @__PURE__ */ j(() => typeof V(c)?.status == "string" ? V(c).status : null), u = {
		right: "✓ Right",
		wrong: "✗ Wrong",
		skipped: "Skipped"
	};
	async function d(e) {
		if (e !== null && e.trim() === "") P(a, t.experiment.kind === "choice" ? "Choose one of the options first." : "Enter a number first: a guess is fine.", !0);
		else {
			P(a, ""), P(o, !0);
			try {
				let { scored: n, observation: r } = await pg(t.experiment.id, e && e.trim().replace("−", "-"));
				t.learning.progress.record("prediction", t.experiment.id, {
					...n,
					why: r.text
				}), await Ur(), V(s)?.focus();
			} catch (e) {
				P(a, Ps(e), !0);
			} finally {
				P(o, !1);
			}
		}
	}
	function f() {
		P(i, ""), t.learning.progress.forget("prediction", t.experiment.id);
	}
	var p = Uv(), m = F(p), h = L(m, !0), g = R(m, 2);
	f_(F(g), { get text() {
		return t.experiment.stem;
	} }), E(g);
	var _ = R(g, 2), v = (e) => {
		var s = Bv(), c = F(s), l = (e) => {
			var o = Iv();
			Y(R(F(o), 2), 17, () => t.experiment.options, (e) => e.key, (e, t) => {
				var a = Fv(), o = F(a);
				yo(o);
				var s, c = L(R(o, 2), !0);
				E(a), z(() => {
					X(o, "name", n), s !== (s = V(t).key) && (o.value = (o.__value = s) ?? ""), q(c, V(t).text);
				}), Bo(r, [], o, () => (V(t).key, V(i)), (e) => P(i, e)), K(e, a);
			}), E(o), z(() => X(o, "aria-describedby", V(a) ? `${n}-error` : void 0)), K(e, o);
		}, u = (e) => {
			var r = Rv(), o = F(r), s = R(o, 2);
			yo(s);
			var c = R(s, 2), l = (e) => {
				var n = Lv(), r = L(n, !0);
				z(() => q(r, t.experiment.unit)), K(e, n);
			};
			J(c, (e) => {
				t.experiment.unit && e(l);
			}), E(r), z(() => {
				X(o, "for", `${n}-number`), X(s, "id", `${n}-number`), X(s, "aria-describedby", V(a) ? `${n}-error` : void 0);
			}), zo(s, () => V(i), (e) => P(i, e)), K(e, r);
		};
		J(c, (e) => {
			t.experiment.kind === "choice" ? e(l) : e(u, -1);
		});
		var f = R(c, 2), p = (e) => {
			var t = zv(), r = L(t, !0);
			z(() => {
				X(t, "id", `${n}-error`), q(r, V(a));
			}), K(e, t);
		};
		J(f, (e) => {
			V(a) && e(p);
		});
		var m = R(f, 2), h = F(m), g = L(h, !0), _ = R(h, 2);
		E(m), E(s), z(() => {
			h.disabled = V(o), q(g, V(o) ? "Running…" : "Commit and run"), _.disabled = V(o);
		}), bi("submit", s, (e) => {
			e.preventDefault(), d(V(i));
		}), W("click", _, () => d(null)), K(e, s);
	}, y = (e) => {
		var n = Hv(), r = I(n), i = F(r), a = F(i), o = L(a), d = R(a, 2);
		{
			let e = /* @__PURE__ */ j(() => String(V(c)?.text ?? ""));
			s_(d, { get text() {
				return V(e);
			} });
		}
		E(i);
		var p = R(i, 2), m = F(p);
		{
			let e = /* @__PURE__ */ j(() => String(V(c)?.why ?? ""));
			f_(m, { get text() {
				return V(e);
			} });
		}
		E(p), E(r), ts(r, (e) => P(s, e), () => V(s));
		var h = R(r, 2), g = F(h), _ = (e) => {
			var n = Vv();
			W("click", n, () => t.ontry(t.experiment.setup)), K(e, n);
		}, v = /* @__PURE__ */ j(() => Mg(t.experiment.setup));
		J(g, (e) => {
			V(v) && e(_);
		});
		var y = R(g, 2);
		E(h), z(() => {
			io(r, 1, `outcome ${V(l) ?? ""}`, "svelte-1va4kcx"), q(o, `${u[V(l)] ?? V(l) ?? ""}.`);
		}), W("click", y, f), K(e, n);
	};
	J(_, (e) => {
		V(l) === null ? e(v) : e(y, -1);
	}), E(p), z(() => {
		X(p, "aria-labelledby", `${n}-title`), X(p, "data-experiment", t.experiment.id), X(p, "data-status", V(l) ?? "locked"), X(m, "id", `${n}-title`), q(h, t.experiment.title);
	}), K(e, p), A();
}
var Fv, Iv, Lv, Rv, zv, Bv, Vv, Hv, Uv, Wv = t((() => {
	Q(), Z(), Ss(), Us(), __(), d_(), bg(), Pg(), Nv(), Fv = /* @__PURE__ */ G("<label class=\"option svelte-1va4kcx\"><input type=\"radio\" class=\"svelte-1va4kcx\"/> <span> </span></label>"), Iv = /* @__PURE__ */ G("<fieldset class=\"svelte-1va4kcx\"><legend class=\"hidden-visually\">Your prediction</legend> <!></fieldset>"), Lv = /* @__PURE__ */ G("<span> </span>"), Rv = /* @__PURE__ */ G("<p class=\"number svelte-1va4kcx\"><label>Your prediction</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-1va4kcx\"/> <!></p>"), zv = /* @__PURE__ */ G("<p class=\"error svelte-1va4kcx\" role=\"alert\"> </p>"), Bv = /* @__PURE__ */ G("<form><!> <!> <div class=\"actions\"><button class=\"button main\" type=\"submit\"> </button> <button class=\"button quiet\" type=\"button\">Skip: show me</button></div></form>"), Vv = /* @__PURE__ */ G("<button class=\"button\">Show this run in the lab</button>"), Hv = /* @__PURE__ */ G("<div tabindex=\"-1\" role=\"status\"><p class=\"verdict svelte-1va4kcx\"><strong class=\"svelte-1va4kcx\"> </strong> <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button quiet\">Predict again</button></div>", 1), Uv = /* @__PURE__ */ G("<section class=\"card svelte-1va4kcx\"><h4 class=\"svelte-1va4kcx\"> </h4> <div class=\"prose small\"><!></div> <!></section>"), xi(["click"]);
})), Gv = t((() => {}));
// src/panels/learn/SectionView.svelte
function Kv(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.learning), r = /* @__PURE__ */ j(() => V(n).lesson?.sections ?? []), i = /* @__PURE__ */ j(() => V(r).findIndex((e) => e.id === t.section.id)), a = /* @__PURE__ */ j(() => V(r)[V(i) - 1]), o = /* @__PURE__ */ j(() => V(r)[V(i) + 1]), s = /* @__PURE__ */ j(() => t.section.experiments), c = /* @__PURE__ */ j(() => V(n).promptsOf(t.section)), l = /* @__PURE__ */ j(() => V(n).quiz?.filter((e) => e.topic === t.section.id).length ?? 0), u = /* @__PURE__ */ j(() => V(n).isRead(t.section.id)), d = /* @__PURE__ */ N(void 0), f = /* @__PURE__ */ N(void 0);
	bs(() => {
		V(n).loadQuiz();
		for (let e of V(d)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
		V(f)?.focus({ preventScroll: !0 });
	});
	async function p(e) {
		await wg(t.panels.lab, e) && t.panels.reveal();
	}
	function m() {
		V(n).markRead(t.section.id), V(n).go(V(o)?.id ?? null);
	}
	function h() {
		V(n).topic = t.section.id, V(n).itemId = V(n).nextItem(null)?.id ?? null, V(n).view = "quiz";
	}
	var g = iy(), _ = F(g), v = R(_, 2), y = F(v), b = R(y), x = (e) => {
		K(e, qv());
	};
	J(b, (e) => {
		V(u) && e(x);
	}), E(v);
	var S = R(v, 2), C = L(S, !0);
	ts(S, (e) => P(f, e), () => V(f));
	var ee = R(S, 2), te = L(ee, !0), w = R(ee, 2), ne = (e) => {
		var t = Jv();
		Y(R(I(t), 2), 17, () => V(s), (e) => e.id, (e, t) => {
			Pv(e, {
				get learning() {
					return V(n);
				},
				get experiment() {
					return V(t);
				},
				ontry: p
			});
		}), Ie(2), K(e, t);
	};
	J(w, (e) => {
		V(s).length && e(ne);
	});
	var re = R(w, 2);
	Oa(re, () => t.section.html, !0), E(re), ts(re, (e) => P(d, e), () => V(d));
	var ie = R(re, 2), ae = (e) => {
		var r = Qv(), i = R(I(r), 2);
		Y(i, 21, () => t.section.see, (e) => e.line, (e, r) => {
			let i = /* @__PURE__ */ j(() => xg(V(r).line));
			var a = Zv(), o = F(a), s = L(F(o), !0);
			E(o);
			var c = R(o, 2), l = F(c), u = (e) => {
				K(e, Yv());
			}, d = /* @__PURE__ */ j(() => V(i) && V(n).isLocked(V(i), t.section)), f = (e) => {
				var t = Xv();
				W("click", t, () => p(V(i))), K(e, t);
			};
			J(l, (e) => {
				V(d) ? e(u) : V(i) && e(f, 1);
			}), y_(R(l, 2), {
				get text() {
					return V(r).line;
				},
				label: "Copy"
			}), E(c), E(a), z(() => q(s, V(r).line)), K(e, a);
		}), E(i), K(e, r);
	};
	J(ie, (e) => {
		t.section.see.length && e(ae);
	});
	var oe = R(ie, 2), se = (e) => {
		var t = $v();
		Y(R(I(t), 2), 17, () => V(c), (e) => e.id, (e, t) => {
			N_(e, {
				get learning() {
					return V(n);
				},
				get prompt() {
					return V(t);
				}
			});
		}), K(e, t);
	};
	J(oe, (e) => {
		V(c).length && e(se);
	});
	var ce = R(oe, 2), le = (e) => {
		var t = ey(), n = F(t), r = L(n);
		E(t), z(() => q(r, `${V(l) ?? ""} quiz question${V(l) === 1 ? "" : "s"} on this section`)), W("click", n, h), K(e, t);
	};
	J(ce, (e) => {
		V(l) && e(le);
	});
	var ue = R(ce, 2), de = F(ue), fe = (e) => {
		var r = ty();
		W("click", r, () => V(n).markRead(t.section.id, !1)), K(e, r);
	}, pe = (e) => {
		var r = ny();
		W("click", r, () => V(n).markRead(t.section.id)), K(e, r);
	};
	J(de, (e) => {
		V(u) ? e(fe) : V(o) && e(pe, 1);
	});
	var me = R(de, 2), he = (e) => {
		var t = ry(), r = L(t);
		z(() => q(r, `← ${V(a).title ?? ""}`)), W("click", t, () => V(n).go(V(a).id)), K(e, t);
	};
	J(me, (e) => {
		V(a) && e(he);
	});
	var ge = R(me, 2), _e = L(ge, !0);
	E(ue), E(g), z(() => {
		q(y, `Section ${V(i) + 1} of ${V(r).length ?? ""} · ${t.section.minutes ?? ""} min`), q(C, t.section.title), q(te, t.section.summary), q(_e, V(o) ? `${V(o).title} →` : "Finish the lesson");
	}), W("click", _, () => V(n).go(null)), W("click", ge, m), K(e, g), A();
}
var qv, Jv, Yv, Xv, Zv, Qv, $v, ey, ty, ny, ry, iy, ay = t((() => {
	Q(), Z(), Ss(), S_(), Wv(), R_(), Pg(), Gv(), qv = /* @__PURE__ */ G("<span class=\"tick\">· ✓ read</span>"), Jv = /* @__PURE__ */ G("<h3 class=\"svelte-17l514s\">Predict first</h3> <!> <h3 class=\"svelte-17l514s\">Then read</h3>", 1), Yv = /* @__PURE__ */ G("<span class=\"locked svelte-17l514s\">You can run this in the lab after your prediction above</span>"), Xv = /* @__PURE__ */ G("<button class=\"button\">Try it in the lab</button>"), Zv = /* @__PURE__ */ G("<li class=\"svelte-17l514s\"><p><code class=\"svelte-17l514s\"> </code></p> <div class=\"actions\"><!> <!></div></li>"), Qv = /* @__PURE__ */ G("<h3 class=\"svelte-17l514s\">See it</h3> <ul class=\"see svelte-17l514s\"></ul>", 1), $v = /* @__PURE__ */ G("<h3 class=\"svelte-17l514s\">In your own words</h3> <!>", 1), ey = /* @__PURE__ */ G("<p class=\"quiz svelte-17l514s\"><button class=\"button\"> </button></p>"), ty = /* @__PURE__ */ G("<button class=\"button quiet\">Mark as unread</button>"), ny = /* @__PURE__ */ G("<button class=\"button\">Mark as read</button>"), ry = /* @__PURE__ */ G("<button class=\"button\"> </button>"), iy = /* @__PURE__ */ G("<article><button class=\"button quiet back svelte-17l514s\">← All sections</button> <p class=\"eyebrow\"> <!></p> <h2 tabindex=\"-1\" class=\"svelte-17l514s\"> </h2> <p class=\"summary svelte-17l514s\"> </p> <!>  <div class=\"prose\"></div> <!> <!> <!> <footer class=\"svelte-17l514s\"><!> <!> <button class=\"button main svelte-17l514s\"> </button></footer></article>"), xi(["click"]);
})), oy = t((() => {})), sy = t((() => {})), cy = /* @__PURE__ */ n({ default: () => ly });
function ly(e, t) {
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
	bs(() => void V(n).load());
	var i = py(), a = I(i);
	$d(F(a), {
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
		var n = uy(), r = L(n, !0);
		z(() => q(r, t.panels.progress.notice)), K(e, n);
	};
	J(o, (e) => {
		t.panels.progress.notice && e(s);
	});
	var c = R(o, 2), l = (e) => {
		var t = dy(), r = F(t), i = R(r);
		E(t), z(() => q(r, `${V(n).error ?? ""} `)), W("click", i, () => V(n).load()), K(e, t);
	};
	J(c, (e) => {
		V(n).error && e(l);
	});
	var u = R(c, 2), d = (e) => {
		var r = Li(), i = I(r), a = (e) => {
			Dv(e, { get learning() {
				return V(n);
			} });
		}, o = (e) => {
			B_(e, { get learning() {
				return V(n);
			} });
		}, s = (e) => {
			q_(e, { get learning() {
				return V(n);
			} });
		}, c = (e) => {
			var r = Li();
			ma(I(r), () => V(n).section.id, (e) => {
				Kv(e, {
					get panels() {
						return t.panels;
					},
					get section() {
						return V(n).section;
					}
				});
			}), K(e, r);
		}, l = (e) => {
			Yg(e, { get learning() {
				return V(n);
			} });
		};
		J(i, (e) => {
			V(n).view === "quiz" ? e(a) : V(n).view === "words" ? e(o, 1) : V(n).view === "progress" ? e(s, 2) : V(n).section ? e(c, 3) : e(l, -1);
		}), K(e, r);
	}, f = (e) => {
		K(e, fy());
	};
	J(u, (e) => {
		V(n).lesson ? e(d) : V(n).error || e(f, 1);
	}), K(e, i), A();
}
var uy, dy, fy, py, my = t((() => {
	Q(), Z(), Ss(), nf(), e_(), U_(), ev(), Mv(), ay(), oy(), sy(), uy = /* @__PURE__ */ G("<p class=\"notice svelte-1tgaavk\" role=\"status\"> </p>"), dy = /* @__PURE__ */ G("<p class=\"notice bad svelte-1tgaavk\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), fy = /* @__PURE__ */ G("<p class=\"soft svelte-1tgaavk\">Loading the lesson…</p>"), py = /* @__PURE__ */ G("<div class=\"views svelte-1tgaavk\"><!></div> <!> <!> <!>", 1), xi(["click"]);
}));
// src/panels/data/upload.ts
async function hy(e, t) {
	if (e.size > yy) throw new Ns(by, 413);
	if (e.size === 0) throw new Ns("The file is empty: give a header and rows of numbers.", 400);
	return Vs(`upload?name=${encodeURIComponent(t.slice(0, 80))}`, e);
}
async function gy(e, t) {
	let n = Ps(e), r = n.replace(" with --drop-missing", ""), i = {
		message: r,
		...r === n ? {} : { gaps: !0 }
	}, a = e instanceof Ns ? e.row ?? _y(r) : void 0;
	return a === void 0 || t === null || t.size > xy ? {
		...i,
		row: a
	} : {
		...i,
		row: a,
		line: vy(await t.text(), a)?.text.slice(0, 200)
	};
}
function _y(e) {
	let t = Number(/\bline (\d+)\b/.exec(e)?.[1]);
	return t >= 1 ? t - 1 : void 0;
}
function vy(e, t) {
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
var yy, by, xy, Sy = t((() => {
	Us(), yy = 50 * 2 ** 20, by = "The file is larger than 50 MB, the most that the page can send: start 'downslope lab FILE --target Y' instead, which reads files of any size.", xy = 5 * 2 ** 20;
})), Cy = t((() => {}));
// src/panels/data/Bring.svelte
function wy(e, t) {
	let n = Ri();
	k(t, !0);
	let r = ps(t, "bringing", 7), i = /* @__PURE__ */ N(!1), a = /* @__PURE__ */ N(void 0), o = /* @__PURE__ */ N(void 0), s = /* @__PURE__ */ N(void 0);
	async function c(e) {
		V(a) && (V(a).value = ""), e && (await r().bringFile(e), await Ur(), V(o)?.focus());
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
		let t = vy(r().text, e.row);
		await Ur(), t && V(s) && (V(s).focus({ preventScroll: !0 }), V(s).setSelectionRange(t.start, t.end));
	}
	var d = ky(), f = F(d);
	let p;
	var m = R(F(f), 2), h = L(m, !0), g = R(m, 2);
	ts(g, (e) => P(a, e), () => V(a)), Ie(2), E(f);
	var _ = R(f, 2), v = R(_, 2);
	kt(v), X(v, "placeholder", "area,rooms,price\n70,3,210\n95,4,285\n120,5,340\n58,2,190"), ts(v, (e) => P(s, e), () => V(s));
	var y = R(v, 2), b = F(y), x = R(b, 2), S = (e) => {
		var n = Ty(), i = L(n);
		z(() => q(i, `Open ${t.lab.file.name ?? ""}`)), W("click", n, () => r().choose({ kind: "file" })), K(e, n);
	};
	J(x, (e) => {
		t.lab.file && t.lab.descriptor.kind !== "file" && e(S);
	}), E(y);
	var C = R(y, 2), ee = (e) => {
		var t = Oy(), i = F(t), a = L(i, !0), s = R(i, 2), c = (e) => {
			var t = Ey(), n = F(t), i = L(n), a = L(R(n), !0);
			E(t), z(() => {
				q(i, `row ${r().trouble.row ?? ""}`), q(a, r().trouble.line);
			}), K(e, t);
		};
		J(s, (e) => {
			r().trouble.line !== void 0 && e(c);
		});
		var l = R(s, 2), u = (e) => {
			var t = Dy();
			W("click", t, () => r().dropMissing()), K(e, t);
		};
		J(l, (e) => {
			r().trouble.gaps && e(u);
		}), E(t), ts(t, (e) => P(o, e), () => V(o)), Ka(t, () => (e) => e.scrollIntoView({ block: "nearest" })), z(() => {
			X(t, "id", `${n}-trouble`), q(a, r().trouble.message);
		}), K(e, t);
	};
	J(C, (e) => {
		r().trouble && e(ee);
	}), E(d), z(() => {
		X(d, "aria-busy", r().busy), p = io(f, 1, "drop svelte-dlwy8a", null, p, { over: V(i) }), m.disabled = r().busy, q(h, r().busy ? "Reading…" : "Choose a file"), X(_, "for", `${n}-text`), X(v, "id", `${n}-text`), X(v, "aria-describedby", r().trouble ? `${n}-trouble` : void 0), X(v, "aria-invalid", r().trouble !== null && r().text !== ""), b.disabled = r().busy;
	}), bi("dragover", f, (e) => {
		e.preventDefault(), P(i, !0);
	}), bi("dragleave", f, () => P(i, !1)), bi("drop", f, l), W("click", m, () => V(a)?.click()), W("change", g, () => c(V(a)?.files?.[0])), zo(v, () => r().text, (e) => r().text = e), W("click", b, u), K(e, d), A();
}
var Ty, Ey, Dy, Oy, ky, Ay = t((() => {
	Q(), Z(), Ss(), Sy(), Cy(), Ty = /* @__PURE__ */ G("<button class=\"button\"> </button>"), Ey = /* @__PURE__ */ G("<p class=\"line svelte-dlwy8a\"><span class=\"svelte-dlwy8a\"> </span><code class=\"svelte-dlwy8a\"> </code></p>"), Dy = /* @__PURE__ */ G("<button class=\"button svelte-dlwy8a\">Leave out such rows</button>"), Oy = /* @__PURE__ */ G("<div class=\"trouble svelte-dlwy8a\" role=\"alert\" tabindex=\"-1\"><p> </p> <!> <!></div>"), ky = /* @__PURE__ */ G("<section class=\"svelte-dlwy8a\"><div><p>Drop a CSV file here, or</p> <button class=\"button\"> </button> <input class=\"hidden-visually\" type=\"file\" accept=\".csv,.txt,.tsv,text/csv\" tabindex=\"-1\" aria-label=\"CSV file\"/> <p class=\"note svelte-dlwy8a\">Up to 50 MB. The file goes only to the server on this machine.</p></div> <label class=\"svelte-dlwy8a\">or paste it here</label> <textarea rows=\"6\" spellcheck=\"false\" autocomplete=\"off\" class=\"svelte-dlwy8a\"></textarea> <div class=\"actions\"><button class=\"button main\">Open this text</button> <!></div> <!></section>"), xi(["click", "change"]);
})), jy = t((() => {}));
// src/panels/data/Columns.svelte
function My(e, t) {
	let n = Ri();
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
	var h = Li(), g = I(h), _ = (e) => {
		var t = Vy(), a = F(t), o = L(a), c = R(a, 2), h = F(c), g = R(h, 2);
		Y(g, 21, () => V(i), (e) => e.name, (e, t) => {
			var n = Ny(), r = L(n, !0), i = {};
			z(() => {
				q(r, V(t).name), i !== (i = V(t).name) && (n.value = (n.__value = i) ?? "");
			}), K(e, n);
		}), E(g);
		var _;
		mo(g), E(c);
		var v = R(c, 2);
		Y(R(F(v), 2), 17, () => V(r).columns, (e) => e.name, (e, t) => {
			var n = Li(), r = I(n), i = (e) => {
				var n = Fy(), r = F(n);
				yo(r);
				var i = R(r, 2), a = F(i, !0), o = R(a), s = (e) => {
					var n = Py(), r = L(n, !0);
					z(() => q(r, ` (${V(t).kind})`)), K(e, n);
				};
				J(o, (e) => {
					V(t).kind !== "number" && e(s);
				}), E(i), E(n), z((e) => {
					xo(r, e), r.disabled = V(t).kind !== "number", q(a, V(t).name);
				}, [() => V(l).includes(V(t).name)]), W("change", r, (e) => m(V(t).name, e.currentTarget)), K(e, n);
			};
			J(r, (e) => {
				V(t).name !== V(s) && e(i);
			}), K(e, n);
		}), E(v);
		var y = R(v, 2), b = (e) => {
			var t = Iy(), n = L(t, !0);
			z(() => q(n, V(d))), K(e, t);
		};
		J(y, (e) => {
			V(d) && e(b);
		});
		var x = R(y, 2), S = F(x);
		yo(S), Ie(2), E(x);
		var C = R(x, 2), ee = (e) => {
			var t = By(), n = F(t), i = F(n), a = F(i);
			Y(a, 21, () => V(r).columns, (e) => e.name, (e, t) => {
				var n = Ly(), r = L(n, !0);
				z(() => q(r, V(t).name)), K(e, n);
			}), E(a), E(i);
			var o = R(i);
			Y(o, 21, () => V(r).preview, va, (e, t) => {
				var n = zy();
				Y(n, 21, () => V(t), va, (e, t) => {
					var n = Ry(), r = L(n, !0);
					z(() => q(r, V(t) ?? "–")), K(e, n);
				}), E(n), K(e, n);
			}), E(o), E(n), E(t), K(e, t);
		};
		J(C, (e) => {
			V(r).preview.length && e(ee);
		}), E(t), z(() => {
			X(t, "aria-labelledby", `${n}-title`), X(a, "id", `${n}-title`), q(o, `Columns of ${V(r).name ?? ""}`), X(h, "for", `${n}-target`), X(g, "id", `${n}-target`), _ !== (_ = V(s)) && (g.value = (g.__value = _) ?? "", po(g, _)), xo(S, V(u));
		}), W("change", g, (e) => p(e.currentTarget.value)), W("change", S, (e) => f({ drop_missing: e.currentTarget.checked })), K(e, t);
	};
	J(g, (e) => {
		V(r) && e(_);
	}), K(e, h), A();
}
var Ny, Py, Fy, Iy, Ly, Ry, zy, By, Vy, Hy = t((() => {
	Q(), Z(), jy(), Ny = /* @__PURE__ */ G("<option> </option>"), Py = /* @__PURE__ */ G("<span class=\"soft svelte-13ow1ab\"> </span>"), Fy = /* @__PURE__ */ G("<label class=\"svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span> <!></span></label>"), Iy = /* @__PURE__ */ G("<p class=\"bad svelte-13ow1ab\" role=\"alert\"> </p>"), Ly = /* @__PURE__ */ G("<th scope=\"col\" class=\"svelte-13ow1ab\"> </th>"), Ry = /* @__PURE__ */ G("<td class=\"svelte-13ow1ab\"> </td>"), zy = /* @__PURE__ */ G("<tr></tr>"), By = /* @__PURE__ */ G("<div class=\"preview svelte-13ow1ab\" tabindex=\"0\" role=\"region\" aria-label=\"The first rows\"><table class=\"svelte-13ow1ab\"><thead><tr></tr></thead><tbody></tbody></table></div>"), Vy = /* @__PURE__ */ G("<section class=\"svelte-13ow1ab\"><h3 class=\"svelte-13ow1ab\"> </h3> <p class=\"target svelte-13ow1ab\"><label class=\"svelte-13ow1ab\">Predict</label> <select></select></p> <fieldset class=\"svelte-13ow1ab\"><legend class=\"svelte-13ow1ab\">from</legend> <!></fieldset> <!> <label class=\"dropping svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span>Leave out rows with missing values</span></label> <!></section>"), xi(["change"]);
})), Uy = t((() => {}));
// src/panels/data/Examples.svelte
function Wy(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ N([]);
	bs(async () => {
		P(n, (await Fs()).data_sets);
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
			data: af,
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
	var o = Ky(), s = R(F(o), 2);
	Y(s, 21, () => V(i), ({ data: e, title: t, text: n }) => t, (e, n) => {
		let r = () => V(n).data, i = () => V(n).title, o = () => V(n).text;
		var s = Gy(), c = F(s), l = F(c), u = L(l, !0), d = L(R(l, 2), !0);
		E(c), E(s), z((e) => {
			X(c, "aria-pressed", e), q(u, i()), q(d, o());
		}, [() => a(r())]), W("click", c, () => t.lab.load(r(), { advisedRate: r().kind !== "lesson" })), K(e, s);
	}), E(s), E(o), K(e, o), A();
}
var Gy, Ky, qy = t((() => {
	Q(), Z(), Ss(), Us(), of(), Uy(), Gy = /* @__PURE__ */ G("<li class=\"svelte-1va0q3x\"><button class=\"svelte-1va0q3x\"><span class=\"title svelte-1va0q3x\"> </span> <span class=\"text svelte-1va0q3x\"> </span></button></li>"), Ky = /* @__PURE__ */ G("<section aria-labelledby=\"examples\" class=\"svelte-1va0q3x\"><h3 id=\"examples\" class=\"svelte-1va0q3x\">Or open an example</h3> <ul class=\"svelte-1va0q3x\"></ul></section>"), xi(["click"]);
})), Jy = t((() => {}));
// src/panels/data/PointTable.svelte
function Yy(e, t) {
	let n = Ri();
	k(t, !0);
	let r = /* @__PURE__ */ j(() => t.panels.editor), i = /* @__PURE__ */ j(() => V(r).points), a = /* @__PURE__ */ j(() => V(i) ? [...V(i).names, V(i).target] : []), o = /* @__PURE__ */ N(Nn([])), s = /* @__PURE__ */ N(""), c = /* @__PURE__ */ N(void 0), l = (e, t) => V(i) ? V(i).columns[t]?.[e] ?? V(i).y[e] : NaN, u = (e, t) => String(Number(l(e, t).toPrecision(6))), d = (e) => e.trim() === "" ? NaN : Number(e.trim().replace("−", "-").replace(",", "."));
	function f(e, t, n) {
		let i = d(n.value);
		n.value !== u(e, t) && (bf(i) ? (V(r).set(e, t, i), P(s, "")) : P(s, `“${n.value.slice(0, 20)}” cannot be used: enter a number of at most ${Qs(yf)}. The old value is kept.`), n.value = u(e, t));
	}
	function p() {
		let e = V(a).map((e, t) => d(V(o)[t] ?? ""));
		e.every(bf) ? (V(r).add(e), P(o, [], !0), P(s, "The point was added."), document.getElementById(`${n}-new-0`)?.focus()) : P(s, `Enter a number for each of ${V(a).join(", ")}.`);
	}
	async function m(e) {
		V(r).remove(e), P(s, `Point ${e + 1} was deleted.`), await Ur();
		let t = V(c)?.querySelectorAll("button");
		t?.[Math.min(e, t.length - 1)]?.focus();
	}
	function h() {
		V(r).start(), t.panels.reveal();
	}
	var g = rb(), _ = F(g), v = R(_, 2), y = (e) => {
		var t = nb(), l = I(t), d = F(l), g = (e) => {
			var t = Xy();
			W("click", t, () => V(r).stop()), K(e, t);
		}, _ = (e) => {
			var t = Zy();
			W("click", t, h), K(e, t);
		};
		J(d, (e) => {
			V(r).active ? e(g) : V(i).names.length === 1 && e(_, 1);
		});
		var v = R(d, 2);
		E(l);
		var y = R(l, 2), b = L(y, !0), x = R(y, 2), S = L(x, !0), C = R(x, 2);
		Y(R(F(C), 2), 18, () => V(a), (e) => e, (e, t, r) => {
			var i = Qy();
			yo(i), z(() => {
				X(i, "id", `${n}-new-${V(r) ?? ""}`), X(i, "aria-label", `${t ?? ""} of a new point`), X(i, "placeholder", t), bo(i, V(o)[V(r)] ?? "");
			}), W("input", i, (e) => V(o)[V(r)] = e.currentTarget.value), K(e, i);
		}), Ie(2), E(C);
		var ee = R(C, 2), te = (e) => {
			var t = eb();
			Y(t, 21, () => V(i).y, va, (e, t, n) => {
				var o = $y();
				let s;
				var c = F(o);
				c.textContent = n + 1;
				var l = R(c, 2);
				Y(l, 18, () => V(a), (e) => e, (e, t, i) => {
					var a = Qy();
					yo(a), z((e) => {
						X(a, "aria-label", `${t ?? ""} of point ${n + 1}`), bo(a, e);
					}, [() => u(n, V(i))]), W("change", a, (e) => f(n, V(i), e.currentTarget)), bi("focus", a, () => V(r).chosen = n), K(e, a);
				});
				var d = R(l, 2);
				X(d, "aria-label", `Delete point ${n + 1}`), E(o), z(() => {
					s = io(o, 1, "row svelte-14nuoow", null, s, { chosen: V(r).chosen === n }), d.disabled = V(i).y.length <= 2;
				}), W("click", d, () => m(n)), K(e, o);
			}), E(t), ts(t, (e) => P(c, e), () => V(c)), K(e, t);
		}, w = (e) => {
			var t = tb(), n = L(t);
			z((e) => q(n, `The list shows at most 200 points, and there are ${e ?? ""}.`), [() => V(i).y.length.toLocaleString("en-US")]), K(e, t);
		};
		J(ee, (e) => {
			V(i).y.length <= 200 ? e(te) : e(w, -1);
		}), z(() => {
			v.disabled = !V(r).canUndo, q(b, V(i).names.length === 1 ? "On the chart, click to add a point, drag to move one, and press Delete to remove it." : "With several features, points are edited in this table."), q(S, V(s));
		}), W("click", v, () => V(r).undo()), bi("submit", C, (e) => {
			e.preventDefault(), p();
		}), K(e, t);
	}, b = (e) => {
		var t = tb(), n = L(t);
		z((e) => q(n, `These points cannot be edited: there are more than 5,000 rows, or values beyond ${e ?? ""}.`), [() => Qs(yf)]), K(e, t);
	};
	J(v, (e) => {
		V(i) ? e(y) : e(b, -1);
	}), E(g), z(() => {
		X(g, "aria-labelledby", `${n}-title`), X(_, "id", `${n}-title`);
	}), K(e, g), A();
}
var Xy, Zy, Qy, $y, eb, tb, nb, rb, ib = t((() => {
	Q(), Z(), Ss(), lc(), xf(), Jy(), Xy = /* @__PURE__ */ G("<button class=\"button main\">Done on the chart</button>"), Zy = /* @__PURE__ */ G("<button class=\"button\">Edit points on the chart</button>"), Qy = /* @__PURE__ */ G("<input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-14nuoow\"/>"), $y = /* @__PURE__ */ G("<li><span class=\"index svelte-14nuoow\"></span> <!> <button class=\"button quiet svelte-14nuoow\">✕</button></li>"), eb = /* @__PURE__ */ G("<ol aria-label=\"Points\" class=\"svelte-14nuoow\"></ol>"), tb = /* @__PURE__ */ G("<p class=\"note svelte-14nuoow\"> </p>"), nb = /* @__PURE__ */ G("<div class=\"actions\"><!> <button class=\"button\">Undo</button></div> <p class=\"note svelte-14nuoow\"> </p> <p class=\"said svelte-14nuoow\" role=\"status\"> </p> <form class=\"row new svelte-14nuoow\"><span class=\"index svelte-14nuoow\" aria-hidden=\"true\">+</span> <!> <button class=\"button svelte-14nuoow\" type=\"submit\">Add</button></form> <!>", 1), rb = /* @__PURE__ */ G("<section class=\"svelte-14nuoow\"><h3 class=\"svelte-14nuoow\">Edit the points</h3> <!></section>"), xi([
		"click",
		"input",
		"change"
	]);
}));
// src/panels/data/bringing.svelte.ts
function ab(e) {
	let [t = ""] = e.split("\n", 1);
	return !t.includes("	") || e.includes("\"") ? e : e.split("\n").map((e) => e.split("	")).map((e) => e.map((e) => e.includes(",") ? `"${e}"` : e).join(",")).join("\n");
}
var ob, sb, cb, lb = t((() => {
	Z(), Us(), Sy(), ob = /* @__PURE__ */ new WeakMap(), sb = class e {
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
			let n = ob.get(t) ?? new e(t);
			return ob.set(t, n), n;
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
			return t?.kind === "upload" && t.id === this.sent?.id ? this.sent : t?.kind === "file" && e ? { ...cb(e) } : null;
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
			return this.bring(new Blob([ab(this.text)], { type: "text/csv" }), "pasted.csv");
		}
		async bring(e, t) {
			this.busy = !0, this.trouble = null, this.refused = null, this.content = e;
			try {
				let n = await hy(e, t);
				return this.sent = n, await this.choose({
					kind: "upload",
					id: n.id,
					target: n.target
				});
			} catch (t) {
				return this.trouble = await gy(t, e), !1;
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
				await Is(e), this.refused = null;
			} catch (t) {
				return this.refused = e, this.refusedOn = this.lab.descriptor, this.trouble = await gy(t, e.kind === "upload" ? this.content : null), !1;
			}
			return this.lab.load(e, { advisedRate: !0 });
		}
	}, cb = (e) => ({
		name: e.name,
		columns: e.columns,
		preview: []
	});
})), ub = t((() => {})), db = /* @__PURE__ */ n({ default: () => fb });
function fb(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.lab), r = sb.of(t.panels.lab), i = /* @__PURE__ */ j(() => V(n).data);
	var a = mb(), o = R(I(a), 2), s = (e) => {
		var t = pb(), n = L(t);
		z((e, t) => q(n, `In the lab now: ${V(i).source ?? ""}. ${e ?? ""} rows, ${t ?? ""} → ${V(i).target ?? ""}.
    ${V(i).left_out ?? ""}`), [() => V(i).n.toLocaleString("en-US"), () => V(i).names.join(", ")]), K(e, t);
	};
	J(o, (e) => {
		V(i) && e(s);
	});
	var c = R(o, 2);
	wy(c, {
		get lab() {
			return V(n);
		},
		get bringing() {
			return r;
		}
	});
	var l = R(c, 2);
	My(l, {
		get lab() {
			return V(n);
		},
		get bringing() {
			return r;
		}
	});
	var u = R(l, 2);
	Yy(u, { get panels() {
		return t.panels;
	} }), Wy(R(u, 2), { get lab() {
		return V(n);
	} }), K(e, a), A();
}
var pb, mb, hb = t((() => {
	Q(), Z(), Ay(), Hy(), qy(), ib(), lb(), oy(), ub(), pb = /* @__PURE__ */ G("<p class=\"about svelte-h469sp\" role=\"status\"> </p>"), mb = /* @__PURE__ */ G("<h2>Your data</h2> <!> <!> <!> <!> <!>", 1);
}));
// src/url.ts
function gb(e) {
	let t = new URLSearchParams();
	for (let [n, r] of Object.entries(yb(e.data))) t.set(n, r);
	for (let [n, r] of Object.entries(bb(e))) t.set(n, r);
	t.set("epoch", String(e.epoch)), e.axes && t.set("axes", e.axes.join(",")), t.set("residuals", e.residuals), t.set("closed", e.closedForm ? "1" : "0");
	for (let n of e.pins) t.append("pin", Tb(n));
	return `#${t.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":")}`;
}
function _b(e) {
	let t = new Db(new URLSearchParams(e.replace(/^#/, ""))), n = t.data(), r = {
		...t.run(),
		data: n ?? af,
		epoch: t.number("epoch", cf.epoch, [0, sf.epochs[1]], !0),
		axes: t.axes(),
		residuals: t.choice("residuals", Cb, cf.residuals),
		closedForm: t.flag("closed", cf.closedForm),
		pins: t.pins()
	};
	return r.epoch > r.epochs && (r.epoch = r.epochs), {
		settings: r,
		namesData: n !== null,
		notices: t.notices
	};
}
function vb(e) {
	let t = new URLSearchParams(e).getAll("hide").join(",");
	return new Set(t.split(",").map((e) => e.trim().toLowerCase()).filter(Boolean));
}
function yb(e) {
	let t = { data: e.kind };
	if (e.kind === "lesson") for (let n of Sb) t[n] = String(e[n]);
	else e.kind === "case" ? t.case = e.case : e.kind === "dataset" ? t.name = e.name : e.kind === "upload" || e.kind === "file" ? (e.kind === "upload" && (t.id = e.id), e.target && (t.target = e.target), e.drop_missing && (t.drop = "1")) : e.kind === "points" && e.y.length <= 300 && (t.names = e.names.join(","), t.target = e.target, t.columns = e.columns.map(Eb).join(";"), t.y = Eb(e.y));
	return e.features && (t.features = e.features.join(",")), t;
}
function bb(e) {
	let t = {
		lr: String(e.lr),
		epochs: String(e.epochs),
		rule: e.rule,
		loss: e.loss,
		standardize: e.standardize ? "1" : "0"
	};
	return e.start && (t.start = e.start.join(",")), t;
}
function xb(e) {
	if (e === null || e.trim() === "") return null;
	let t = e.split(",").map((e) => e.trim() === "" ? NaN : Number(e));
	return t.every(Number.isFinite) ? t : null;
}
var Sb, Cb, wb, Tb, Eb, Db, Ob, kb = t((() => {
	of(), bc(), Zf(), uf(), Sb = [
		"n",
		"noise",
		"seed",
		"low",
		"high"
	], Cb = [
		"none",
		"lines",
		"squares"
	], wb = 51, Tb = (e) => Object.entries(bb(e)).map(([e, t]) => `${e}:${t}`).join(";"), Eb = (e) => e.map((e) => String(Number(e.toPrecision(9)))).join(","), Db = class e {
		fields;
		notices = [];
		constructor(e) {
			this.fields = e;
		}
		data() {
			let e = Sb.some((e) => this.fields.has(e)), t = this.fields.get("data") ?? (e ? "lesson" : null);
			if (t === null) return null;
			let n = this.descriptor(t);
			if (n === null) return this.notices.push(`The link's data “${Ob(t)}” cannot be opened. The lesson's data are shown instead.`), null;
			let r = this.fields.get("features");
			return r ? {
				...n,
				features: r.split(",")
			} : n;
		}
		descriptor(e) {
			if (e === "lesson") return this.lesson();
			if (e === "case") return {
				kind: e,
				case: this.choice("case", rf, "collinear")
			};
			if (e === "dataset") {
				let t = this.fields.get("name") ?? "";
				return /^\w{1,40}$/.test(t) ? {
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
			let e = this.number("low", af.low, sf.range), t = this.number("high", af.high, sf.range);
			return t <= e && (t = e + 1, this.notices.push(`The link's x-range is empty. It now goes from ${e} to ${t}.`)), {
				kind: "lesson",
				n: this.number("n", af.n, sf.n, !0),
				noise: this.number("noise", af.noise, sf.noise),
				seed: this.number("seed", af.seed, sf.seed, !0),
				low: e,
				high: t
			};
		}
		points() {
			let e = xb(this.fields.get("y")), t = (this.fields.get("columns") ?? "").split(";").map(xb), n = (this.fields.get("names") ?? "").split(",").map(Ob);
			return e === null || e.length < 2 || e.length > sf.points || t.length !== n.length || t.some((t) => t?.length !== e.length) ? null : {
				kind: "points",
				names: n,
				target: Ob(this.fields.get("target") ?? "y"),
				columns: t,
				y: e
			};
		}
		run() {
			return {
				lr: this.rate(),
				epochs: this.number("epochs", cf.epochs, sf.epochs, !0),
				rule: this.choice("rule", Object.keys(Xf), cf.rule),
				loss: this.choice("loss", yc, cf.loss),
				standardize: this.flag("standardize", cf.standardize),
				start: this.start()
			};
		}
		rate() {
			let e = this.number("lr", cf.lr, [-Infinity, sf.lr[1]]);
			return e >= sf.lr[0] ? e : (this.notices.push(`lr=${Ob(this.fields.get("lr") ?? "")} in the link is out of range: ${cf.lr} is used.`), cf.lr);
		}
		start() {
			let e = this.fields.get("start");
			if (e === null) return null;
			let t = xb(e), n = t !== null && t.length <= wb && t.every((e) => Math.abs(e) <= 1e9);
			return n || this.notices.push(`start=${Ob(e)} in the link is not a list of weights: it is ignored.`), n ? t : null;
		}
		axes() {
			let e = xb(this.fields.get("axes"));
			return e?.length === 2 && e[0] !== e[1] && e.every((e) => Number.isInteger(e) && e >= 0 && e < wb) ? [e[0], e[1]] : null;
		}
		pins() {
			return this.fields.getAll("pin").slice(0, sf.pins).map((t) => {
				let n = t.split(";").map((e) => e.split(":")), r = new e(new URLSearchParams(n.filter((e) => e.length === 2))), i = r.run();
				return this.notices.push(...r.notices.map((e) => `A pinned run: ${e}`)), i;
			});
		}
		number(e, t, n, r = !1) {
			let i = this.fields.get(e);
			if (i === null) return t;
			let a = i.trim() === "" ? NaN : Number(i);
			if (!Number.isFinite(a)) return this.notices.push(`${e}=${Ob(i)} in the link is not a number: ${t} is used.`), t;
			let o = Math.min(Math.max(r ? Math.round(a) : a, n[0]), n[1]);
			return o !== a && this.notices.push(`${e}=${Ob(i)} in the link is out of range: ${o} is used.`), o;
		}
		choice(e, t, n) {
			let r = this.fields.get(e);
			if (r === null) return n;
			let i = t.find((e) => e === r);
			return i === void 0 && this.notices.push(`${e}=${Ob(r)} in the link is not known: ${n} is used.`), i ?? n;
		}
		flag(e, t) {
			return this.choice(e, ["0", "1"], t ? "1" : "0") === "1";
		}
	}, Ob = (e) => e.length > 40 ? `${e.slice(0, 40)}…` : e;
}));
// src/panels/share/links.ts
function Ab(e, t, n) {
	let r = new URL(e);
	return r.search = n.length ? `?hide=${n.map(encodeURIComponent).join(",")}` : "", r.hash = t, r.href;
}
function jb(e) {
	return e.kind === "upload" ? "Your upload is not in the link: the link works on this machine only, until this server stops." : e.kind === "file" ? "The file is not in the link: the link works in a lab that was started with the same file." : e.kind === "points" && e.y.length > 300 ? `A link holds at most 300 points, and there are ${e.y.length}: send the data as a file.` : "";
}
var Mb, Nb = t((() => {
	kb(), Mb = [
		{
			name: "rate",
			text: "Learning rate"
		},
		{
			name: "play",
			text: "Play and epochs"
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
})), Pb = t((() => {}));
// src/panels/share/ForTeachers.svelte
function Fb(e, t) {
	k(t, !0);
	let n = [], r = /* @__PURE__ */ N(Nn([])), i = /* @__PURE__ */ j(() => Ab(location.href, t.hash, V(r)));
	var a = Lb(), o = R(F(a), 4);
	Y(R(F(o), 2), 17, () => Mb, ({ name: e, text: t }) => e, (e, t) => {
		let i = () => V(t).name, a = () => V(t).text;
		var o = Ib(), s = F(o);
		yo(s);
		var c, l = R(s);
		E(o), z(() => {
			c !== (c = i()) && (s.value = (s.__value = c) ?? ""), q(l, ` ${a() ?? ""}`);
		}), Bo(n, [], s, () => (i(), V(r)), (e) => P(r, e)), K(e, o);
	}), E(o);
	var s = R(o, 2), c = F(s);
	y_(c, {
		get text() {
			return V(i);
		},
		label: "Copy the link for the class"
	});
	var l = R(c, 2);
	E(s);
	var u = R(s, 2);
	yo(u), E(a), z(() => {
		X(l, "href", V(i)), bo(u, V(i));
	}), bi("focus", u, (e) => e.currentTarget.select()), K(e, a), A();
}
var Ib, Lb, Rb = t((() => {
	Q(), Z(), S_(), Nb(), Pb(), Ib = /* @__PURE__ */ G("<label class=\"svelte-vw3qpv\"><input type=\"checkbox\" class=\"svelte-vw3qpv\"/> </label>"), Lb = /* @__PURE__ */ G("<section aria-labelledby=\"for-teachers\" class=\"svelte-vw3qpv\"><h3 id=\"for-teachers\" class=\"svelte-vw3qpv\">For teachers</h3> <p class=\"note svelte-vw3qpv\">This link opens the lab as it is now, without the parts that a class should not see or change yet. Check what to hide.</p> <fieldset class=\"svelte-vw3qpv\"><legend class=\"hidden-visually\">Hide</legend> <!></fieldset> <div class=\"actions\"><!> <a class=\"button svelte-vw3qpv\" target=\"_blank\" rel=\"noopener\">Preview it</a></div> <input type=\"text\" readonly=\"\" aria-label=\"Link for the class\" class=\"svelte-vw3qpv\"/></section>");
})), zb = t((() => {})), Bb = /* @__PURE__ */ n({ default: () => Vb });
function Vb(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.lab), r = /* @__PURE__ */ j(() => t.agreement.answer), i = /* @__PURE__ */ j(() => gb(V(n).settings())), a = /* @__PURE__ */ j(() => Ab(location.href, V(i), [...V(n).hidden])), o = /* @__PURE__ */ j(() => jb(V(n).descriptor)), s = /* @__PURE__ */ N("");
	bs(() => void t.panels.learning.load());
	async function c(e) {
		P(s, "");
		try {
			W_(e, await Os(V(n).descriptor), "text/csv");
		} catch (e) {
			P(s, Ps(e), !0);
		}
	}
	var l = Jb(), u = R(I(l), 4), d = (e) => {
		var n = Gb(), i = I(n), a = F(i);
		y_(R(F(a), 2), { get text() {
			return V(r).python;
		} }), E(a);
		var o = R(a, 2), l = L(F(o), !0);
		E(o), E(i);
		var u = R(i, 2), d = F(u);
		y_(R(F(d), 2), { get text() {
			return V(r).command;
		} }), E(d);
		var f = R(d, 2), p = F(f);
		Y(p, 21, () => V(r).command.split(" "), va, (e, t, n) => {
			Ie();
			var r = Hb(), i = I(r, !0);
			i.nodeValue = n ? " " : "";
			var a = L(R(i), !0);
			z(() => q(a, V(t))), K(e, r);
		}), E(p), E(f);
		var m = R(f, 2), h = (e) => {
			let t = /* @__PURE__ */ j(() => V(r).file);
			var n = Wb(), i = I(n), a = L(R(F(i)), !0);
			Ie(), E(i);
			var o = R(i, 2), l = L(o), u = R(o, 2), d = (e) => {
				var t = Ub(), n = L(t, !0);
				z(() => q(n, V(s))), K(e, t);
			};
			J(u, (e) => {
				V(s) && e(d);
			}), z(() => {
				q(a, V(t)), q(l, `Download ${V(t) ?? ""}`);
			}), W("click", o, () => c(V(t))), K(e, n);
		};
		J(m, (e) => {
			V(r).file && e(h);
		}), E(u);
		var g = R(u, 2), _ = R(F(g), 4), v = L(R(F(_), 2), !0);
		E(_);
		var y = R(_, 2);
		{
			let e = /* @__PURE__ */ j(() => t.panels.learning.lesson?.targets ?? []);
			w_(y, {
				get text() {
					return V(r).prompt;
				},
				get targets() {
					return V(e);
				}
			});
		}
		E(g), z(() => {
			q(l, V(r).python), q(v, V(r).prompt);
		}), K(e, n);
	}, f = (e) => {
		var n = Kb(), r = L(n, !0);
		z(() => q(r, t.agreement.error || "Python is repeating the run…")), K(e, n);
	};
	J(u, (e) => {
		V(r) ? e(d) : e(f, -1);
	});
	var p = R(u, 2), m = F(p);
	y_(R(F(m), 2), {
		get text() {
			return V(a);
		},
		label: "Copy the link"
	}), E(m);
	var h = R(m, 4), g = (e) => {
		var t = qb(), n = L(t, !0);
		z(() => q(n, V(o))), K(e, t);
	};
	J(h, (e) => {
		V(o) && e(g);
	});
	var _ = R(h, 2);
	yo(_), E(p), Fb(R(p, 2), { get hash() {
		return V(i);
	} }), z(() => bo(_, V(a))), bi("focus", _, (e) => e.currentTarget.select()), K(e, l), A();
}
var Hb, Ub, Wb, Gb, Kb, qb, Jb, Yb = t((() => {
	Q(), Z(), Ss(), Us(), kb(), S_(), j_(), G_(), Rb(), Nb(), oy(), zb(), Hb = /* @__PURE__ */ G(" <span class=\"svelte-3oeiyg\"> </span>", 1), Ub = /* @__PURE__ */ G("<p class=\"bad svelte-3oeiyg\" role=\"alert\"> </p>"), Wb = /* @__PURE__ */ G("<p class=\"note svelte-3oeiyg\">Both expect the data in the file <code class=\"svelte-3oeiyg\"> </code>, in the folder where you run them.</p> <button class=\"button\"> </button> <!>", 1), Gb = /* @__PURE__ */ G("<section aria-labelledby=\"as-python\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-python\" class=\"svelte-3oeiyg\">As Python</h3> <!></div> <pre tabindex=\"0\" data-python=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"> </code></pre></section> <section aria-labelledby=\"as-command\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-command\" class=\"svelte-3oeiyg\">As a command</h3> <!></div> <pre tabindex=\"0\" data-command=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"></code></pre> <!></section> <section aria-labelledby=\"in-an-ai\" class=\"svelte-3oeiyg\"><h3 id=\"in-an-ai\" class=\"svelte-3oeiyg\">Open in an AI</h3> <p class=\"note svelte-3oeiyg\">A prompt with the numbers of this run. It leaves this machine only when you open it there.</p> <details class=\"svelte-3oeiyg\"><summary class=\"svelte-3oeiyg\">Read the prompt</summary> <pre class=\"wrapped svelte-3oeiyg\" tabindex=\"0\" data-prompt-text=\"\"> </pre></details> <!></section>", 1), Kb = /* @__PURE__ */ G("<p class=\"about svelte-3oeiyg\" role=\"status\"> </p>"), qb = /* @__PURE__ */ G("<p class=\"note strong svelte-3oeiyg\"> </p>"), Jb = /* @__PURE__ */ G("<h2>Share this run</h2> <p class=\"about svelte-3oeiyg\">Each of these repeats the run that you see, to the last printed digit.</p> <!> <section aria-labelledby=\"as-link\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-link\" class=\"svelte-3oeiyg\">As a link</h3> <!></div> <p class=\"note svelte-3oeiyg\">The link holds everything that you see. It opens wherever <code class=\"svelte-3oeiyg\">downslope lab</code> runs on this port.</p> <!> <input type=\"text\" readonly=\"\" aria-label=\"Link to this page as it is\" class=\"svelte-3oeiyg\"/></section> <!>", 1), xi(["click"]);
}));
Q(), Z(), Ss();
var Xb = /* @__PURE__ */ G("<p class=\"bad svelte-1033gwq\" role=\"alert\">This part of the page could not be loaded: close it and open it again.</p>"), Zb = /* @__PURE__ */ G("<p class=\"soft svelte-1033gwq\">Opening…</p>"), Qb = /* @__PURE__ */ G("<div class=\"bar svelte-1033gwq\"><!> <button class=\"button quiet close svelte-1033gwq\" aria-label=\"Close\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1033gwq\"><path d=\"M3.5 3.5l9 9m0-9l-9 9\"></path></svg></button></div> <div class=\"body svelte-1033gwq\" role=\"tabpanel\" tabindex=\"-1\"><!></div>", 1), $b = /* @__PURE__ */ G("<aside id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></aside>"), ex = /* @__PURE__ */ G("<dialog id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></dialog>");
function tx(e, t) {
	k(t, !0);
	let n = (e) => {
		var n = Qb(), r = I(n), i = F(r);
		qg(i, {
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
		ca(F(s), () => c[t.panels.tab](), (e) => {
			K(e, Zb());
		}, (e, n) => {
			var r = /* @__PURE__ */ j(() => {
				var { default: e } = V(n);
				return { Panel: e };
			}), i = /* @__PURE__ */ j(() => V(r).Panel), a = Li();
			Pa(I(a), () => V(i), (e, n) => {
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
			K(e, Xb());
		}), E(s), ts(s, (e) => P(a, e), () => V(a)), z(() => {
			X(s, "id", `panel-${t.panels.tab ?? ""}`), X(s, "aria-labelledby", `tab-${t.panels.tab ?? ""}`);
		}), W("click", o, () => t.panels.close()), K(e, n);
	}, r = new Wg(Rg), i = /* @__PURE__ */ N(void 0), a = /* @__PURE__ */ N(void 0);
	bs(() => {
		let e = () => t.panels.progress.refresh();
		return window.addEventListener("storage", e), () => window.removeEventListener("storage", e);
	}), or(() => {
		V(i) && !V(i).open && V(i).showModal();
	});
	let o = null;
	or(() => {
		let { open: e } = t.panels;
		e && o === !1 && Ur().then(() => document.getElementById(`tab-${t.panels.tab}`)?.focus()), o = e;
	}), or(() => {
		t.panels.tab, t.panels.learning.view, t.panels.learning.sectionId, V(a)?.scrollTo({ top: 0 });
	});
	function s(e) {
		e.key === "Escape" && !e.defaultPrevented && t.panels.close();
	}
	let c = {
		learn: () => Promise.resolve().then(() => (my(), cy)),
		data: () => Promise.resolve().then(() => (hb(), db)),
		share: () => Promise.resolve().then(() => (Yb(), Bb))
	};
	var l = Li(), u = I(l), d = (e) => {
		var a = Li(), o = I(a), c = (e) => {
			var t = $b(), r = F(t);
			n(r), E(t), W("keydown", t, s), K(e, t);
		}, l = (e) => {
			var r = ex(), a = F(r);
			n(a), E(r), ts(r, (e) => P(i, e), () => V(i)), bi("close", r, () => t.panels.open && t.panels.close()), K(e, r);
		};
		J(o, (e) => {
			r.current ? e(c) : e(l, -1);
		}), K(e, a);
	};
	J(u, (e) => {
		t.panels.open && e(d);
	}), K(e, l), A();
}
xi(["click", "keydown"]), Q(), Z(), Ds(), lc();
var nx = /* @__PURE__ */ G("<div><dt class=\"svelte-5gzftm\"> </dt> <dd> </dd></div>");
function rx(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => {
		if (Es.stopped) return {
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
		let e = ic(t.agreement.difference, 2);
		return t.agreement.agrees ? {
			tone: "good",
			what: "Python agrees",
			how: t.agreement.difference === 0 ? "to the last bit" : `within ${e}`
		} : {
			tone: "bad",
			what: "Python differs",
			how: `by ${e}`
		};
	});
	var r = nx(), i = F(r), a = L(i, !0), o = R(i, 2), s = L(o, !0);
	E(r), z(() => {
		q(a, V(n).what), io(o, 1, Za(V(n).tone), "svelte-5gzftm"), X(o, "data-agrees", t.agreement.agrees), q(s, V(n).how);
	}), K(e, r), A();
}
Q(), Z(), lc(), _m(), Zf(), uf();
var ix = /* @__PURE__ */ G("<dl class=\"svelte-1crwq8e\"><div><dt class=\"svelte-1crwq8e\">condition number</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <div><dt class=\"svelte-1crwq8e\">until 1% above the floor</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <div><dt class=\"svelte-1crwq8e\">until three digits are right</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <!></dl>"), ax = /* @__PURE__ */ G("<button class=\"button main svelte-1crwq8e\"> </button>"), ox = /* @__PURE__ */ G("<section aria-label=\"Verdict\"><div class=\"words svelte-1crwq8e\"><h2 class=\"svelte-1crwq8e\"> </h2> <p class=\"svelte-1crwq8e\"> </p></div> <!> <!> <!></section>");
function sx(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7), r = /* @__PURE__ */ j(() => n().diagnosis), i = /* @__PURE__ */ j(() => !V(r) || !n().spectrum ? null : xm(V(r), {
		names: n().weightNames,
		direction: Hf(n().spectrum.axes[V(r).culprit], n().weightNames),
		closedForm: n().closedFormWeights ?? [],
		epochs: n().epochs,
		standardize: n().standardize,
		rule: n().rule,
		mostEpochs: sf.epochs[1],
		remains: n().data?.remains || t.agreement.answer?.diagnosis.remains || "What remains is what these columns cannot explain: noise, a curve, or missing columns."
	}));
	function a(e) {
		e.standardize !== void 0 && (n().standardize = e.standardize, n().spectrum && n().setRate(im(n().spectrum, Xf[n().rule]))), e.lr !== void 0 && n().setRate(e.lr), e.epochs !== void 0 && n().setEpochs(e.epochs);
	}
	var o = Li(), s = I(o), c = (e) => {
		var o = ox(), s = F(o), c = F(s), l = L(c, !0), u = L(R(c, 2), !0);
		E(s);
		var d = R(s, 2), f = (e) => {
			var n = ix(), i = F(n), a = L(R(F(i), 2), !0);
			E(i);
			var o = R(i, 2), s = L(R(F(o), 2), !0);
			E(o);
			var c = R(o, 2), l = L(R(F(c), 2), !0);
			E(c), rx(R(c, 2), { get agreement() {
				return t.agreement;
			} }), E(n), z((e, t, n) => {
				q(a, e), q(s, t), q(l, n);
			}, [
				() => $(V(r).condition, 3),
				() => V(r).exact ? "the floor is 0 (exact)" : ec(V(r).forecast.loss),
				() => ec(V(r).forecast.toTolerance)
			]), K(e, n);
		}, p = /* @__PURE__ */ j(() => n().shows("forecast"));
		J(d, (e) => {
			V(p) && e(f);
		});
		var m = R(d, 2), h = (e) => {
			let t = /* @__PURE__ */ j(() => V(i).fix);
			var n = ax(), r = L(n, !0);
			z(() => q(r, V(t).text)), W("click", n, () => a(V(t))), K(e, n);
		};
		J(m, (e) => {
			V(i).fix && e(h);
		}), Tc(R(m, 2), {
			get text() {
				return `${V(i).headline ?? ""} ${V(i).reason ?? ""}`;
			},
			wait: 700
		}), E(o), z(() => {
			io(o, 1, `verdict ${V(i).tone ?? ""}`, "svelte-1crwq8e"), q(l, V(i).headline), q(u, V(i).reason);
		}), K(e, o);
	};
	J(s, (e) => {
		V(r) && V(i) && e(c);
	}), K(e, o), A();
}
xi(["click"]), Z(), Ss();
var cx = 7, lx = 12, ux = 600;
function dx(e) {
	or(() => {
		if (e.playing) return Kr(() => fx(e));
	});
}
function fx(e) {
	return matchMedia("(prefers-reduced-motion: reduce)").matches ? mx(e) : px(e);
}
function px(e) {
	let t = Math.max(lx, e.epochs / cx) / 1e3, n = e.epoch, r = performance.now(), i = requestAnimationFrame(function a(o) {
		n += Math.max(0, o - r) * t, r = o, hx(e, n), e.playing && (i = requestAnimationFrame(a));
	});
	return () => cancelAnimationFrame(i);
}
function mx(e) {
	let t = setInterval(() => hx(e, e.epoch + Math.ceil(e.epochs / 10)), ux);
	return () => clearInterval(t);
}
function hx(e, t) {
	e.jump(Math.floor(t)), e.epoch >= e.epochs && (e.playing = !1);
}
Q(), Z(), Ss(), Ds(), kb();
var gx = /* @__PURE__ */ G("<button class=\"button\">Reset everything</button>"), _x = /* @__PURE__ */ G("<div class=\"half\"><!></div>"), vx = /* @__PURE__ */ G("<div class=\"whole svelte-1n46o8q\"><!></div>"), yx = /* @__PURE__ */ G("<div><div class=\"page svelte-1n46o8q\"><!> <!> <div class=\"stage svelte-1n46o8q\"><section class=\"dock svelte-1n46o8q\" aria-label=\"Learning rate and epoch\"><!> <!></section> <section class=\"settings svelte-1n46o8q\" aria-label=\"Settings\"><!> <!> <!></section> <main class=\"svelte-1n46o8q\"><!> <div class=\"pictures svelte-1n46o8q\"><div><!></div> <!> <!> <!> <!></div> <!> <!></main></div></div> <!></div>");
function bx(e, t) {
	k(t, !0);
	let n = ps(t, "lab", 7), r = ps(t, "embedded", 3, !1), i = Kr(() => new Js(n())), a = Kr(() => new zg(n(), t.search)), o = /* @__PURE__ */ j(() => n().opened && n().data !== null);
	Kr(() => dx(n())), cr(() => {
		n().sealed = a.open && a.tab === "learn" && a.learning.asks;
	}), or(() => r() ? void 0 : Es.watch()), or(() => {
		let e = n().settings();
		if (!n().opened || n().playing || r()) return;
		let t = setTimeout(() => history.replaceState(null, "", gb(e)), 250);
		return () => clearTimeout(t);
	});
	function s() {
		!r() && location.hash !== gb(n().settings()) && n().open(location.hash);
	}
	var c = yx();
	bi("keydown", Kn, (e) => !r() && kh(e, n())), bi("hashchange", Kn, s);
	let l;
	var u = F(c), d = F(u);
	Lh(d, {
		get lab() {
			return n();
		},
		children: (e, t) => {
			Xh(e, { get panels() {
				return a;
			} });
		},
		$$slots: { default: !0 }
	});
	var f = R(d, 2);
	Uh(f, { get lab() {
		return n();
	} });
	var p = R(f, 2), m = F(p), h = F(m), g = (e) => {
		gh(e, { get lab() {
			return n();
		} });
	}, _ = /* @__PURE__ */ j(() => n().shows("rate"));
	J(h, (e) => {
		V(_) && e(g);
	});
	var v = R(h, 2), y = (e) => {
		Dh(e, { get lab() {
			return n();
		} });
	}, b = /* @__PURE__ */ j(() => n().shows("play"));
	J(v, (e) => {
		V(b) && e(y);
	}), E(m);
	var x = R(m, 2), S = F(x);
	Ch(S, { get lab() {
		return n();
	} });
	var C = R(S, 2), ee = (e) => {
		mh(e, { get lab() {
			return n();
		} });
	}, te = /* @__PURE__ */ j(() => n().shows("data"));
	J(C, (e) => {
		V(te) && e(ee);
	});
	var w = R(C, 2), ne = (e) => {
		var t = gx();
		W("click", t, () => n().reset()), K(e, t);
	}, re = /* @__PURE__ */ j(() => n().shows("reset"));
	J(w, (e) => {
		V(re) && e(ne);
	}), E(x);
	var ie = R(x, 2), ae = F(ie), oe = (e) => {
		Gh(e, {});
	}, se = (e) => {
		sx(e, {
			get lab() {
				return n();
			},
			get agreement() {
				return i;
			}
		});
	}, ce = /* @__PURE__ */ j(() => n().shows("verdict"));
	J(ae, (e) => {
		n().sealed ? e(oe) : V(ce) && e(se, 1);
	});
	var le = R(ae, 2), ue = F(le);
	Bf(F(ue), {
		get lab() {
			return n();
		},
		get editor() {
			return a.editor;
		}
	}), E(ue);
	var de = R(ue, 2), fe = (e) => {
		var t = _x();
		Zd(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, pe = /* @__PURE__ */ j(() => n().shows("contour"));
	J(de, (e) => {
		V(pe) && e(fe);
	});
	var me = R(de, 2), he = (e) => {
		var t = vx();
		zp(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, ge = /* @__PURE__ */ j(() => n().shows("losses"));
	J(me, (e) => {
		V(ge) && e(he);
	});
	var _e = R(me, 2), ve = (e) => {
		var t = _x();
		Bp(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, ye = /* @__PURE__ */ j(() => n().shows("weights"));
	J(_e, (e) => {
		V(ye) && e(ve);
	});
	var be = R(_e, 2), xe = (e) => {
		var t = _x();
		Ap(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, T = /* @__PURE__ */ j(() => n().shows("directions"));
	J(be, (e) => {
		V(T) && e(xe);
	}), E(le);
	var Se = R(le, 2), Ce = (e) => {
		qh(e, { get lab() {
			return n();
		} });
	}, we = /* @__PURE__ */ j(() => n().shows("steps"));
	J(Se, (e) => {
		V(we) && e(Ce);
	});
	var Te = R(Se, 2), Ee = (e) => {
		rh(e, { get lab() {
			return n();
		} });
	}, De = /* @__PURE__ */ j(() => n().shows("compare"));
	J(Te, (e) => {
		V(De) && e(Ee);
	}), E(ie), E(p), E(u), tx(R(u, 2), {
		get panels() {
			return a;
		},
		get agreement() {
			return i;
		}
	}), E(c), z((e) => {
		l = io(c, 1, "downslope-lab svelte-1n46o8q", null, l, { embedded: r() }), X(c, "data-lm-suppress-shortcuts", r() || void 0), X(c, "data-theme", Ph.chosen), X(c, "data-ready", V(o)), io(ue, 1, e, "svelte-1n46o8q");
	}, [() => Za(n().shows("contour") ? "half" : "whole")]), W("keydown", c, (e) => r() && kh(e, n())), K(e, c), A();
}
xi(["keydown", "click"]), tm(), bc(), _m(), ip(), Sp();
var xx = .95, Sx = 10, Cx = 3, wx = 10, Tx = 100, Ex = 1e10, Dx = .05;
function Ox(e, t, n, r, i, a) {
	let o = vc(e.problem, a), s = new kx(e, n, r, i, o), c = s.at(im(e, n)), l = s.endsBelow(c) ? s : c, u = s.errorsLeft(), d = Hp(e), f = Mx(u.map((e, t) => Nx(Math.abs(e), d[t]))), p = s.culprit(), m = cp(e);
	return {
		status: s.status,
		cause: Ax(s, l, t, m),
		lr: r,
		limit: nm(e, n),
		best: rm(e, n),
		advised: l.lr,
		growth: s.growth,
		exact: m,
		forecast: m ? {
			...s.forecast,
			loss: NaN
		} : s.forecast,
		condition: op(e),
		startLoss: sm(e, r, 0, o, n),
		finalLoss: s.finalLoss,
		minLoss: e.minLoss,
		noiseStd: sp(e),
		culprit: p,
		kept: rp(r * e.eigenvalues[p], n),
		worstWeight: f,
		worstError: u[f]
	};
}
var kx = class e {
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
		this.s = e, this.rule = t, this.lr = n, this.epochs = r, this.w0 = i, this.growth = hm(e, n, t), this.forecast = Vp(e, n, i, t), this.status = cm(this.growth, this.forecast.toTolerance, r);
		let a = Up(e, i), o = Array.from({ length: e.rank }, (e, t) => t);
		this.first = o.map((e) => Math.max(0, ...a.map((t) => Math.abs(t[e])))), this.shares = o.map((i) => Qf(t, n, e.eigenvalues[i], r)), this.left = o.map((e) => this.first[e] === 0 ? 0 : this.first[e] * Math.abs(this.shares[e]));
	}
	at(t) {
		return new e(this.s, this.rule, t, this.epochs, this.w0);
	}
	get steepestIsDone() {
		let e = this.first.findIndex((e) => e > Qp);
		if (e < 0) return !0;
		let t = Math.min(this.first[e], Math.max(...this.left));
		return this.left[e] <= Math.max(1, .01 * t);
	}
	get finalLoss() {
		return sm(this.s, this.lr, this.epochs, this.w0, this.rule);
	}
	endsBelow(e) {
		return this.status !== "diverging" && this.finalLoss < e.finalLoss * .999999999;
	}
	get isWithinNoise() {
		let e = lp(this.s, this.w0), t = this.shares.reduce((t, n, r) => t + (n * e[r]) ** 2, 0);
		return Math.sqrt(t) < Dx * sp(this.s);
	}
	errorsLeft() {
		let { s: e } = this, t = lp(e, this.w0), n = new Float64Array(e.problem.p);
		return this.shares.forEach((r, i) => {
			let a = t[i] / e.sigma[i] * r;
			e.axes[i].forEach((e, t) => n[t] += e === 0 ? 0 : e * a);
		}), _c(e.problem, n);
	}
	culprit() {
		return this.status !== "diverging" && this.left.some((e) => e > 0) ? Mx(this.left) : Mx(Array.from(this.s.eigenvalues.subarray(0, Math.max(this.s.rank, 1))).map((e) => rp(this.lr * e, this.rule)));
	}
};
function Ax(e, t, n, r) {
	let { s: i, rule: a } = e, o = op(n) > Ex;
	if (e.status === "diverging") return "lr_above_limit";
	if (e.status === "converged") return i.rank < i.sigma.length ? "collinear" : r ? "none" : "noise_floor";
	if (e.isWithinNoise) return o ? "collinear" : "noise_floor";
	if (t !== e && e.lr >= xx * nm(i, a) && !e.steepestIsDone) return "lr_near_limit";
	let s = jx(e, t);
	return s > Sx && (!e.steepestIsDone || t.status === "converged") ? "lr_too_small" : o ? "collinear" : op(i) > (e.steepestIsDone ? wx : Tx) ? "slow_direction" : s > Cx ? "lr_too_small" : "none";
}
function jx(e, t) {
	if (t.lr <= e.lr) return 1;
	let n = t.lr / e.lr, r = e.forecast.toTolerance;
	return Number.isFinite(r) ? Math.min(n, r / Math.max(t.forecast.toTolerance, 1)) : n;
}
function Mx(e) {
	let t = 0;
	return e.forEach((n, r) => {
		(n > e[t] || Number.isNaN(e[t])) && (t = r);
	}), t;
}
var Nx = (e, t) => {
	let n = e / t;
	return Number.isNaN(n) ? 0 : n;
};
Z(), Us(), of(), bc(), _m(), Zf(), Sp(), uf(), kb();
var Px = [
	"verdict",
	"contour",
	"losses",
	"weights",
	"directions",
	"steps",
	"compare",
	"play"
], Fx = class {
	#e = /* @__PURE__ */ N(cf.data);
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
	#i = /* @__PURE__ */ N(!1);
	get loading() {
		return V(this.#i);
	}
	set loading(e) {
		P(this.#i, e, !0);
	}
	#a = /* @__PURE__ */ N(!1);
	get opened() {
		return V(this.#a);
	}
	set opened(e) {
		P(this.#a, e, !0);
	}
	#o = /* @__PURE__ */ N("");
	get error() {
		return V(this.#o);
	}
	set error(e) {
		P(this.#o, e, !0);
	}
	#s = /* @__PURE__ */ N([]);
	get notices() {
		return V(this.#s);
	}
	set notices(e) {
		P(this.#s, e);
	}
	hidden;
	#c = /* @__PURE__ */ N(!1);
	get sealed() {
		return V(this.#c);
	}
	set sealed(e) {
		P(this.#c, e, !0);
	}
	#l = /* @__PURE__ */ N(Nn(cf.lr));
	get lr() {
		return V(this.#l);
	}
	set lr(e) {
		P(this.#l, e, !0);
	}
	#u = /* @__PURE__ */ N(Nn(cf.epochs));
	get epochs() {
		return V(this.#u);
	}
	set epochs(e) {
		P(this.#u, e, !0);
	}
	#d = /* @__PURE__ */ N(Nn(cf.rule));
	get rule() {
		return V(this.#d);
	}
	set rule(e) {
		P(this.#d, e, !0);
	}
	#f = /* @__PURE__ */ N(Nn(cf.loss));
	get loss() {
		return V(this.#f);
	}
	set loss(e) {
		P(this.#f, e, !0);
	}
	#p = /* @__PURE__ */ N(Nn(cf.standardize));
	get standardize() {
		return V(this.#p);
	}
	set standardize(e) {
		P(this.#p, e, !0);
	}
	#m = /* @__PURE__ */ N(null);
	get start() {
		return V(this.#m);
	}
	set start(e) {
		P(this.#m, e);
	}
	#h = /* @__PURE__ */ N(Nn(cf.epoch));
	get epoch() {
		return V(this.#h);
	}
	set epoch(e) {
		P(this.#h, e, !0);
	}
	#g = /* @__PURE__ */ N(!1);
	get playing() {
		return V(this.#g);
	}
	set playing(e) {
		P(this.#g, e, !0);
	}
	#_ = /* @__PURE__ */ N(null);
	get axesChosen() {
		return V(this.#_);
	}
	set axesChosen(e) {
		P(this.#_, e);
	}
	#v = /* @__PURE__ */ N(Nn(cf.residuals));
	get residuals() {
		return V(this.#v);
	}
	set residuals(e) {
		P(this.#v, e, !0);
	}
	#y = /* @__PURE__ */ N(Nn(cf.closedForm));
	get closedForm() {
		return V(this.#y);
	}
	set closedForm(e) {
		P(this.#y, e, !0);
	}
	#b = /* @__PURE__ */ N([]);
	get pins() {
		return V(this.#b);
	}
	set pins(e) {
		P(this.#b, e);
	}
	asked = 0;
	nextPin = 1;
	constructor(e = "") {
		this.hidden = vb(e);
	}
	#x = /* @__PURE__ */ j(() => this.data?.weight_names ?? ["x", "intercept"]);
	get weightNames() {
		return V(this.#x);
	}
	set weightNames(e) {
		P(this.#x, e);
	}
	#S = /* @__PURE__ */ j(() => this.start ?? this.data?.lr_start ?? [0, 0]);
	get startWeights() {
		return V(this.#S);
	}
	set startWeights(e) {
		P(this.#S, e);
	}
	#C = /* @__PURE__ */ j(() => this.data && dc(this.data.equivalent, this.data.n, this.loss));
	get own() {
		return V(this.#C);
	}
	set own(e) {
		P(this.#C, e);
	}
	#w = /* @__PURE__ */ j(() => this.own && ap(fc(this.own)));
	get standard() {
		return V(this.#w);
	}
	set standard(e) {
		P(this.#w, e);
	}
	#T = /* @__PURE__ */ j(() => this.own && ap(this.own));
	get ownSpectrum() {
		return V(this.#T);
	}
	set ownSpectrum(e) {
		P(this.#T, e);
	}
	#E = /* @__PURE__ */ j(() => this.standardize ? this.standard : this.ownSpectrum);
	get spectrum() {
		return V(this.#E);
	}
	set spectrum(e) {
		P(this.#E, e);
	}
	#D = /* @__PURE__ */ j(() => this.spectrum?.problem ?? null);
	get problem() {
		return V(this.#D);
	}
	set problem(e) {
		P(this.#D, e);
	}
	#O = /* @__PURE__ */ j(() => this.problem && Um(this.problem, this.lr, this.epochs, this.startWeights, this.rule));
	get run() {
		return V(this.#O);
	}
	set run(e) {
		P(this.#O, e);
	}
	#k = /* @__PURE__ */ j(() => this.spectrum && this.standard && Ox(this.spectrum, this.standard, Xf[this.rule], this.lr, this.epochs, this.startWeights));
	get diagnosis() {
		return V(this.#k);
	}
	set diagnosis(e) {
		P(this.#k, e);
	}
	#A = /* @__PURE__ */ j(() => this.ownSpectrum ? Array.from(this.ownSpectrum.optimum) : null);
	get closedFormWeights() {
		return V(this.#A);
	}
	set closedFormWeights(e) {
		P(this.#A, e);
	}
	#j = /* @__PURE__ */ j(() => this.sealed ? 0 : Math.min(this.epoch, this.run?.epochs ?? 0));
	get shownEpoch() {
		return V(this.#j);
	}
	set shownEpoch(e) {
		P(this.#j, e);
	}
	#M = /* @__PURE__ */ j(() => this.run ? Wm(this.run, this.shownEpoch) : null);
	get weights() {
		return V(this.#M);
	}
	set weights(e) {
		P(this.#M, e);
	}
	#N = /* @__PURE__ */ j(() => this.run ? this.run.losses[this.shownEpoch] : NaN);
	get currentLoss() {
		return V(this.#N);
	}
	set currentLoss(e) {
		P(this.#N, e);
	}
	#P = /* @__PURE__ */ j(() => {
		let e = this.weightNames.length, t = this.axesChosen;
		return t && t[0] < e && t[1] < e ? t : [0, e - 1];
	});
	get axes() {
		return V(this.#P);
	}
	set axes(e) {
		P(this.#P, e);
	}
	shows(e) {
		return !this.hidden.has(e) && !(this.sealed && Px.includes(e));
	}
	setRate(e) {
		Number.isFinite(e) && e > 0 && (this.lr = lf(e, sf.lr));
	}
	setEpochs(e) {
		let t = this.epoch >= this.epochs;
		this.epochs = lf(Math.round(e), sf.epochs), this.epoch = t ? this.epochs : Math.min(this.epoch, this.epochs);
	}
	jump(e) {
		this.epoch = lf(Math.round(e), [0, this.epochs]);
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
		this.apply({
			...cf,
			data: this.file ? { kind: "file" } : af
		}), this.notices = [], await this.load(this.descriptor);
	}
	pin() {
		!this.run || this.pins.length >= sf.pins || (this.pins = [...this.pins, this.pinned(this.runSettings(), this.run)]);
	}
	unpin(e) {
		this.pins = this.pins.filter((t) => t.id !== e);
	}
	recall(e) {
		this.applyRun(e), this.epoch = Math.min(this.epoch, this.epochs);
	}
	async load(e, t = {}) {
		let n = ++this.asked;
		this.loading = !0, this.error = "";
		try {
			let r = await Is(e);
			return n === this.asked && (this.take(e, r), t.advisedRate && this.spectrum && this.setRate(im(this.spectrum, Xf[this.rule])), !0);
		} catch (e) {
			return n === this.asked && (this.error = Ix(e)), !1;
		} finally {
			n === this.asked && (this.loading = !1);
		}
	}
	take(e, t) {
		let n = this.data !== null && JSON.stringify(e) !== JSON.stringify(this.descriptor), r = this.data?.weight_names.length;
		this.descriptor = e, this.data = t, r !== void 0 && r !== t.weight_names.length && (this.axesChosen = null), this.start?.length !== t.weight_names.length && (this.start = null), n && (this.pins = this.pins.map((e) => ({
			...e,
			onOtherData: !0
		})));
	}
	async open(e) {
		let { settings: t, namesData: n, notices: r } = _b(e);
		this.notices = r, this.apply(t);
		try {
			let e = await Fs();
			this.version = e.version, this.file = e.file;
			let r = e.data.kind === "lesson" ? {
				...af,
				...e.data
			} : e.data, i = n ? t.data : r, a = r.kind === "file";
			!await this.load(i, { advisedRate: a && !n }) && i !== r && await this.loadInstead(r, "opening", { advisedRate: a }), this.error && a && await this.loadInstead(af, "lesson’s"), this.restorePins(t.pins);
		} catch (e) {
			this.error = Ix(e);
		} finally {
			this.opened = !0;
		}
	}
	async loadInstead(e, t, n) {
		if (!this.error) return;
		let r = `${Lx(this.error)} The ${t} data are shown instead.`;
		await this.load(e, n) && (this.notices = [...this.notices, r]);
	}
	runSettings() {
		let { lr: e, epochs: t, rule: n, loss: r, standardize: i, start: a } = this;
		return {
			lr: e,
			epochs: t,
			rule: n,
			loss: r,
			standardize: i,
			start: a
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
		this.lr = e.lr, this.epochs = e.epochs, this.rule = e.rule, this.loss = e.loss, this.standardize = e.standardize, this.start = e.start;
	}
	restorePins(e) {
		let { data: t } = this;
		if (t) for (let n of e) this.pins = [...this.pins, this.pinned(n, qm(t, n))];
	}
	pinned(e, t) {
		let n = new Set(this.pins.map((e) => e.color)), r = Array.from({ length: sf.pins }, (e, t) => t).find((e) => !n.has(e)) ?? 0;
		return {
			...e,
			start: e.start && [...e.start],
			id: this.nextPin++,
			color: r,
			run: t,
			onOtherData: !1
		};
	}
}, Ix = (e) => e instanceof Ns ? e.message : `Something went wrong: ${String(e)}`, Lx = (e) => /[.!?]$/.test(e) ? e : `${e}.`;
Ss(), Us();
var Rx = "?hide=learn,your-data,share,presets", zx = { render({ model: e, el: t }) {
	let n = /* @__PURE__ */ new Map(), r = (e) => {
		n.get(e.id)?.(e), n.delete(e.id);
	};
	e.on("msg:custom", r), As(Bx(e, n));
	let i = new Fx(Rx);
	i.open("");
	let a = qi(bx, {
		target: t,
		props: {
			lab: i,
			search: Rx,
			embedded: !0
		}
	});
	return () => {
		e.off("msg:custom", r), Yi(a);
	};
} };
function Bx(e, t) {
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
export { zx as default };
